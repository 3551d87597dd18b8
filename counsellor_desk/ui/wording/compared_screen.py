"""What was changed in a form, sentence by sentence, and its earlier versions."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates, form_differences
from counsellor_desk.domain.form_changes import NONE
from counsellor_desk.domain.form_differences import Difference
from counsellor_desk.domain.form_versions import FormVersion
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Column, Page
from counsellor_desk.ui.widgets.words import Run, Words, quiet, secondary, strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.form_wording import Editing


class ComparedScreen(Screen):
    """Nothing is changed here."""

    def __init__(self, parts: Parts, editing: Editing) -> None:
        super().__init__(parts.background, parts.messages)
        self._page = Page(
            _("What is changed"),
            _("{title}, {form}").format(title=editing.form.title, form=editing.form.id),
            back=parts.window.go_back,
        )
        held = Column()
        shipped, changes, in_use = editing.shipped, editing.changes, editing.in_use
        held.add(
            _card(
                _("In hand, against the version in use"),
                form_differences.differences(shipped, in_use, changes),
                _("Nothing. It is as the version in use."),
            )
        )
        if editing.history:
            held.add(
                _card(
                    _("In use, against the words as shipped"),
                    form_differences.differences(shipped, NONE, in_use),
                    _("Nothing. The version in use has the shipped words."),
                )
            )
            held.add(_versions(editing.history))
        self._page.add(held)
        self._page.body.addStretch(1)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        """The way back takes the focus; page keys scroll from there."""
        self.findChildren(Button)[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _card(heading: str, found: tuple[Difference, ...], nothing: str) -> Card:
    card = Card(heading)
    if not found:
        card.add(secondary(nothing))
        return card
    card.add(secondary(n_("{count} difference", "{count} differences", len(found))))
    card.add(Rows(map(_row, found)))
    return card


def _row(found: Difference) -> QWidget:
    told, layout = QWidget(), column(gap=2, margins=(0, 12, 0, 12))
    where = " · ".join(filter(None, (found.what, found.step)))
    layout.addWidget(Words([strong(where)]))
    for words in _told(found):
        layout.addWidget(words)
    told.setLayout(layout)
    return told


def _told(found: Difference) -> Iterator[Words]:
    for label, words in ((_("Was:"), found.was), (_("Now:"), found.now)):
        yield Words([quiet(f"{label} "), Run(words or _("nothing"))])


def _versions(history: tuple[FormVersion, ...]) -> Card:
    card = Card(_("Versions of your organisation"))
    card.add(Rows(_version(each) for each in history))
    return card


def _version(each: FormVersion) -> Row:
    made = _("{day}, {name}").format(day=dates.day(each.made_at.date()), name=each.made_by)
    head = _("Version {number}").format(number=each.version)
    return Row([strong(head)], below=f"{each.reason} · {made}")
