"""The left half for a note that the program cannot read: its pages as pictures, or its paper.

What is typed in the note besides stands behind a switch.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from counsellor_desk.domain.drafts import Span
from counsellor_desk.ui.page_pictures import PagePictures
from counsellor_desk.ui.reduce.note_pane import NotePane
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.ui.widgets.pages_viewer import PagesViewer
from counsellor_desk.ui.widgets.words import Tone, Words, quiet, strong
from counsellor_desk.wording import _, n_

_PAGES, _TEXT = 0, 1


class UnreadPane(QWidget):
    """Does for such a note what ``NotePane`` does for one that is typed."""

    def __init__(self, work: Work, pictures: PagePictures) -> None:
        super().__init__()
        self._work = work
        self._heading = Words("", type_=Type.LEAD)
        self._held, self._named = False, True
        self._card = Card()
        self._viewer = PagesViewer(pictures.load)
        self._viewer.turned.connect(pictures.keep_turn)
        self._has_text = bool(work.reduction.text.strip())
        self._typed = NotePane(work)
        self._typed.setParent(self)
        self.text = self._typed.text
        self._stack, self._tabs, self._switch = QStackedWidget(), QButtonGroup(self), QWidget()
        self._lay_out()
        self._viewer.show_pages(work.reduction.pages)

    def take_focus(self) -> None:
        """Go to what is read, from the summary."""
        at_text = self._has_text and self._stack.currentIndex() == _TEXT
        (self.text if at_text else self._viewer.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def say_fate(self, *, held: bool) -> None:
        """Say what becomes of the note."""
        self._held = held
        self._typed.say_fate(held=held)
        name, fate = _fate(on_paper=self._work.reduction.line.note.on_paper, held=held)
        self._heading.say([strong(name), quiet(f"  {fate}")] if self._named else [quiet(fate)])

    def show_name(self, *, shown: bool, fate: bool) -> None:
        """Say above it what it is, what becomes of it, or nothing."""
        self._named = shown
        self._typed.show_name(shown=shown, fate=fate)
        self._heading.setVisible(fate)
        self.say_fate(held=self._held)

    def go_to(self, span: Span) -> None:
        """Stand on the passage of what is typed that begins there."""
        self._turn_to(_TEXT)
        self._typed.go_to(span)

    def go_to_left_out(self) -> None:
        """Stand on the next passage of what is typed that is left out."""
        if self._has_text:
            self._turn_to(_TEXT)
            self._typed.go_to_left_out()

    def forget(self) -> None:
        """Let go of every word and of every picture."""
        self._viewer.forget()
        self._typed.forget()

    def _lay_out(self) -> None:
        on_paper = self._work.reduction.line.note.on_paper
        card = self._card
        card.body.setContentsMargins(20, 16, 20, GRID)
        card.add(self._heading)
        if on_paper:
            card.add(Scrolled(_about_paper()), 1)
            self._viewer.hide()
        card.add(self._viewer, 0 if on_paper else 1)
        self._stack.addWidget(card)
        layout = column(gap=GRID)
        self._typed.hide()
        if self._has_text:
            self._stack.addWidget(self._typed)
            self._lay_out_switch()
            layout.addWidget(self._switch)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)

    def _lay_out_switch(self) -> None:
        pages = n_("{count} page", "{count} pages", len(self._work.reduction.pages))
        line = row(gap=GRID)
        for at, name in ((_PAGES, pages), (_TEXT, _("Typed text"))):
            tab = Button(name)
            tab.setCheckable(True)
            tab.setChecked(at == _PAGES)
            self._tabs.addButton(tab, at)
            line.addWidget(tab)
        line.addStretch(1)
        self._switch.setLayout(line)
        self._tabs.idClicked.connect(self._turn_to)

    def _turn_to(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        if (tab := self._tabs.button(at)) is not None:
            tab.setChecked(True)


def _fate(*, on_paper: bool, held: bool) -> tuple[str, str]:
    if on_paper:
        kept = _("to be kept while it is on hold")
        return _("Note on paper"), kept if held else _("you destroy it when you have accepted")
    kept = _("kept while they are on hold")
    return _("Pages of the note"), kept if held else _("destroyed when you accept")


def _about_paper() -> QWidget:
    about, layout = QWidget(), column(gap=2 * GRID, margins=(0, 2 * GRID, 0, GRID))
    layout.addWidget(IconLabel("file-text", side=40), 0, Qt.AlignmentFlag.AlignLeft)
    for sentence, tone in (
        (_("This note is on paper. Lay it in front of you."), Tone.TEXT),
        (
            _("Write on the right what is essential. The program cannot read it or check it."),
            Tone.TEXT,
        ),
        (
            _(
                "When you have accepted the summary, destroy the paper and say here how and when. "
                "Until then the note stays in the list, with its age."
            ),
            Tone.SECONDARY,
        ),
    ):
        layout.addWidget(Words(sentence, tone=tone))
    layout.addStretch(1)
    about.setLayout(layout)
    return about
