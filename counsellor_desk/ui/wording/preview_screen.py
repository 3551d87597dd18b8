"""The blank form as it would come out of the printer in the new words."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counsellor_desk.domain import text
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _
from counsellor_desk.workflows import form_wording


class WordingPreview(Screen):
    """The page, scrolled by keys; nothing is printed or kept."""

    def __init__(self, parts: Parts, form: str, title: str, changes: FormChanges) -> None:
        super().__init__(parts.background, parts.messages)
        self._desk, self._form, self._changes = parts.desk, form, changes
        page = Page(_("As it would be printed"), title, scrolls=False, back=parts.window.go_back)
        self._missing = Banner("", State.AMBER)
        self._missing.hide()
        self._paper = PaperView(_("The form as it would be printed"))
        page.add(self._missing)
        page.add(self._paper, 1)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self._paper.setFocus(Qt.FocusReason.OtherFocusReason)
        desk, form, changes = self._desk, self._form, self._changes
        self.ask(
            lambda _progress: form_wording.preview(desk, form, changes),
            lambda made: self._show(made.pdf, made.missing),
        )

    def _show(self, pdf: bytes, missing: tuple[str, ...] | str | frozenset[str]) -> None:
        self._paper.show_pdf(pdf)
        if missing:
            told = _("Some characters cannot be printed: {characters}")
            self._missing.say(told.format(characters=text.told_apart(missing)))
            self._missing.show()
