"""Where the store and its keys are, and what is promised of them (security.md 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.check_card import CheckCard
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import column, emptied, row
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import health
from counsellor_desk.workflows.preferences import Preferences, Whereabouts


class StoreSection(Section):
    """Nothing is asked here."""

    heading: ClassVar[str] = N_("This store")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        self._told = column(gap=2 * GRID)
        self._check = CheckCard(parts)
        self.body.addWidget(self._check)
        self.body.addLayout(self._told)

    def show_now(self, preferences: Preferences) -> None:
        self._check.show_now()
        emptied(self._told)
        at = preferences.whereabouts
        where = Card()
        where.add(Rows((*_places(at), self._health())))
        promises, limits = Card(_("What we promise")), Card(_("What we cannot promise"))
        for sentence in _promises(at):
            promises.add(_line(sentence, "shield-check", Ink.GREEN))
        for sentence in _limits(at):
            limits.add(_line(sentence, "info", Ink.SECONDARY))
        for card in (where, promises, limits):
            card.body.setSpacing(GRID + 4)
            self._told.addWidget(card)
        self._name_the_disk(limits)

    def _health(self) -> Row:
        return Row(
            _("Is my desk in good health?"),
            below=_("What this computer is like, and what is due: backup, recovery sheet, keys."),
            ends=(secondary(_("Look"), self.parts.doors.open_health),),
        )

    def _name_the_disk(self, limits: Card) -> None:
        """Below the limit that it is about, once it is found out."""

        def found(told: str) -> None:
            if isValid(limits):
                limits.add(_line(told, "hard-drive", Ink.SECONDARY))

        desk, around = self.parts.desk, self.parts.health.around
        self.place.ask(lambda _progress: health.disk_in_words(desk, around), found)


def _places(at: Whereabouts) -> Iterator[QWidget]:
    if at.demo:
        yield Row(
            _("This is a demo"),
            below=_(
                "Everybody in it is fictional and its passphrase is known to all: put nothing "
                "real here. It is made anew at each start."
            ),
        )
    yield Row(_("Your records are in"), below=str(at.store))
    if at.keys is None:
        yield Row(
            _("Your keys are in this computer’s keychain"),
            below=_("It keeps half of your key, locked with your login password."),
        )
    else:
        yield Row(_("Your keys are in files, in"), below=str(at.keys))


def _promises(at: Whereabouts) -> Iterator[str]:
    yield _("Nothing leaves this computer unless you print it or save it somewhere.")
    if at.keys is None:
        yield _(
            "When you accept a summary, its note is destroyed: its key is erased here, so no copy "
            "of the store can bring the note back, even with your passphrase."
        )
    else:
        yield _(
            "When you accept a summary, its note is destroyed: its key is erased here, so a copy "
            "of the store alone cannot bring the note back, even with your passphrase."
        )
    yield _("If you forget your passphrase, your recovery sheet opens your records.")


def _limits(at: Whereabouts) -> Iterator[str]:
    if at.keys is not None:
        yield _(
            "Whoever copies this folder and the store has both halves, and only your "
            "passphrase stands before your records. And a copy of both, made before a note was "
            "destroyed, could bring that note back to somebody who knows the passphrase."
        )
    yield _("It cannot undo what somebody read or photographed before.")
    yield _("It cannot protect what you type from a program that spies on this computer.")
    yield _(
        "A laboratory that recovers erased keys from the disk’s chips, and knows your login "
        "password, might bring a note back. Encrypting the disk stands in its way."
    )
    yield _("If this computer is lost before a note is reduced, that note is lost too.")
    yield _(
        "Without your passphrase, your recovery sheet or a key that you gave, nobody can open it, "
        "nor can we."
    )


def _line(sentence: str, icon_name: str, ink: Ink) -> QWidget:
    line, layout = QWidget(), row(gap=12)
    layout.addWidget(IconLabel(icon_name, ink), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Words(sentence), 1)
    line.setLayout(layout)
    return line
