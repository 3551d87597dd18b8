"""The left half: the note, read only, and what can be done with the passage that is lit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.drafts import LeftOut, Span
from counsellor_desk.ui.reduce.passages import Passage
from counsellor_desk.ui.reduce.source_text import SourceText
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.words import Tone, Words, quiet, strong
from counsellor_desk.wording import _


class NotePane(Card):
    """The note. Pressing a passage leads to its row, or offers to bring it back."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.body.setContentsMargins(20, 16, 20, GRID)
        self._work = work
        self._left: LeftOut | None = None
        self._heading = Words("", type_=Type.LEAD)
        self._held, self._named = False, True
        self.text = SourceText()
        self.text.setAccessibleName(_("Session note"))
        self.text.setAccessibleDescription(
            _("Up and Down go from passage to passage, Enter goes to its line or brings it back.")
        )
        self._foot = _LeftOutLine(self._bring_back)
        self.add(self._heading)
        self.add(self.text, 1)
        self.add(self._foot)
        self.text.show_note(work.reduction.text)
        self._join()
        self._rearrange()

    def say_fate(self, *, held: bool) -> None:
        """Say what becomes of the note."""
        self._held = held
        destroyed = _("read only, destroyed when you accept")
        kept = _("read only, kept while it is on hold")
        name = [strong(_("Session note")), quiet("  ")] if self._named else []
        self._heading.say([*name, quiet(kept if held else destroyed)])

    def show_name(self, *, shown: bool, fate: bool) -> None:
        """Say above it what it is, what becomes of it, or nothing."""
        self._named = shown
        self._heading.setVisible(fate)
        self.say_fate(held=self._held)

    def take_focus(self) -> None:
        """Go to what is read, from the summary."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, span: Span) -> None:
        """Stand on the passage that begins there."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.go_to(span.start)
        self._stand_on(self._work.passages.at(span.start))

    def go_to_left_out(self) -> None:
        """Stand on the next passage that is left out; after the last one on the first again."""
        places = [left.item.spans[0] for left in self._work.left_out]
        if places:
            behind = (span for span in places if span.start > self.text.offset)
            here = self.text.hasFocus()
            self.go_to(next(behind, places[0]) if here else places[0])

    def forget(self) -> None:
        """Let go of every word."""
        self.text.forget()

    def _join(self) -> None:
        self.text.pointed.connect(self._point)
        self.text.pressed.connect(self._press)
        self.text.stepped.connect(self._step)
        self.text.answered.connect(self._answer)
        self._work.rearranged.connect(self._rearrange)
        self._work.lit.connect(self._light)

    def _rearrange(self) -> None:
        self.text.show_passages(self._work.passages)
        if self._left not in self._work.left_out:
            self._offer(None)

    def _light(self) -> None:
        spans = self._work.lit_spans
        self.text.light(spans)
        if spans and not self.text.hasFocus() and not self.text.underMouse():
            self.text.bring_into_sight(spans[0])

    def _point(self, offset: int) -> None:
        passage = self._work.passages.at(offset)
        if passage is None or passage.row is None:
            self._work.dim()
        else:
            self._work.light(self._work.spans_of(passage.row))

    def _press(self, offset: int) -> None:
        passage = self._work.passages.at(offset)
        if passage is not None and passage.row is not None:
            self._offer(None)
            self._work.wanted.emit(passage.row)
        else:
            self._stand_on(passage)

    def _step(self, by: int) -> None:
        passages, offset = self._work.passages, self.text.offset
        passage = passages.after(offset) if by > 0 else passages.before(offset)
        if passage is not None:
            self.text.go_to(passage.span.start)
            self._stand_on(passage)

    def _stand_on(self, passage: Passage | None) -> None:
        self._offer(passage.left if passage is not None else None)
        if passage is not None:
            self._work.light(self._work.spans_of(passage.row) or (passage.span,))

    def _offer(self, left: LeftOut | None) -> None:
        self._left = left
        self._foot.show_left_out(left)
        if left is not None:
            announce(self.text, self._foot.told())

    def _answer(self) -> None:
        passage = self._work.passages.at(self.text.offset)
        if passage is not None and passage.row is not None:
            self._work.wanted.emit(passage.row)
        else:
            self._bring_back()

    def _bring_back(self) -> None:
        if self._left is not None:
            self._work.restore(self._left)


class _LeftOutLine(QWidget):
    """Says why a passage is left out, with the button that brings it back."""

    def __init__(self, bring_back: Callable[[], object]) -> None:
        super().__init__()
        self._why = Words("", tone=Tone.SECONDARY)
        button = Button(
            _("Bring it back"),
            bring_back,
            look=Look.QUIET,
            icon_name="undo-2",
            told_keys="Return",
        )
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # in the note, Enter does the same
        layout = row(gap=GRID)
        layout.addWidget(self._why, 1)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self.hide()

    def show_left_out(self, left: LeftOut | None) -> None:
        """Say it of that passage; nothing where there is none."""
        if left is not None:
            self._why.say(_("Left out: {reason}").format(reason=left.reason.label))
        self.setVisible(left is not None)

    def told(self) -> str:
        """What a screen reader says."""
        return _("{why}. Enter brings it back.").format(why=self._why.text())
