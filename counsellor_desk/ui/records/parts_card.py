"""The text of a record: a place to write under each heading that its purposes ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import purposes
from counsellor_desk.domain.purposes import HINTS, Heading, Purpose
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LongInput
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.wording import _

_LINES: Final = 3
_ENDS: Final = ".!?:"


class PartsCard(Card):
    """Texts under headings that are not asked any more are kept, in case they are again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._places = column(gap=2 * GRID)
        self.body.addLayout(self._places)
        self._texts: dict[Heading, str] = {}
        self._editors: dict[Heading, LongInput] = {}

    def value(self) -> Mapping[Heading, str]:
        """What stands under every heading that was ever asked."""
        now = {heading: editor.value() for heading, editor in self._editors.items()}
        return {heading: words for heading, words in {**self._texts, **now}.items() if words}

    def put(self, texts: Mapping[Heading, str], chosen: tuple[Purpose, ...]) -> None:
        """Show these texts, under the headings that the chosen purposes ask."""
        self._editors.clear()
        self._texts = dict(texts)
        self.ask(chosen)

    def ask(self, chosen: tuple[Purpose, ...]) -> None:
        """Ask what these purposes ask; what was written stays."""
        self._texts.update(self.value())
        emptied(self._places)
        self._editors.clear()
        needed = purposes.needed(chosen)
        for heading in purposes.headings(chosen):
            editor = LongInput(lines=_LINES)
            editor.put(self._texts.get(heading, ""))
            editor.changed.connect(self.changed)
            self._editors[heading] = editor
            hint = HINTS.get(heading, "")
            self._places.addWidget(
                Field(
                    f"part_{heading.value}",
                    heading.label,
                    editor,
                    help_=_(hint) if hint else "",
                    optional=heading not in needed,
                )
            )
        self.setVisible(bool(self._editors))

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order; likewise on the cards beside."""
        return list(self._editors.values())

    def go_to(self, heading: Heading, words: str) -> None:
        """Put the cursor on these words, marked."""
        editor = self._editors.get(heading)
        if editor is None:
            return
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        found = _found(editor, words)
        if not found.isNull():
            editor.setTextCursor(found)
            editor.ensureCursorVisible()

    def write_instead(self, heading: Heading, words: str, instead: str) -> None:
        """Put other words in the place of these, wherever they stand in that part."""
        editor = self._editors.get(heading)
        if editor is None:
            return
        found = _found(editor, words)
        while not found.isNull():
            opens = _opens_sentence(editor.value()[: found.selectionStart()])
            found.insertText(f"{instead[:1].upper()}{instead[1:]}" if opens else instead)
            editor.setTextCursor(found)
            found = _found(editor, words, found)


def _found(editor: LongInput, words: str, after: QTextCursor | None = None) -> QTextCursor:
    """The next place of these words as they are written; null where there is none."""
    how = QTextDocument.FindFlag.FindCaseSensitively | QTextDocument.FindFlag.FindWholeWords
    return editor.document().find(words, after or QTextCursor(editor.document()), how)


def _opens_sentence(before: str) -> bool:
    """Whether what comes next opens a line or a sentence."""
    line = before.rpartition("\n")[2].rstrip()
    return not line or line[-1] in _ENDS
