"""Law, practice and helplines as they are shown and printed: in whose words, and how old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.facts import Fact
from counsellor_desk.domain.own_facts import FactLine
from counsellor_desk.ui.settings.fact_dialog import FactDialog
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button, quiet
from counsellor_desk.ui.widgets.buttons import secondary as button
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Flow, column, emptied
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Words, secondary
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import own_facts
from counsellor_desk.workflows.preferences import Preferences

_KINDS: Final = frozenset({Changed.FACTS, Changed.AUDIT})


class FactsSection(Section):
    """A card for each subject, helplines first."""

    heading: ClassVar[str] = N_("Facts and helplines")

    def show_now(self, preferences: Preferences) -> None:
        del preferences
        self._look()

    def _look(self) -> None:
        self.place.ask(lambda _progress: own_facts.look(self.parts.desk), self._show)

    def _show(self, lines: tuple[FactLine, ...]) -> None:
        with focus_kept(self):
            emptied(self.body)
            for number, subject in enumerate(own_facts.subjects()):
                here = [line for line in lines if line.fact.subject == subject]
                self.body.addWidget(self._card(subject, here, first=number == 0))

    def _card(self, subject: str, lines: Sequence[FactLine], *, first: bool) -> Card:
        card = Card(subject)
        if first:
            card.add(
                secondary(
                    _(
                        "These stand on forms, each with the day on which it was checked. Your "
                        "own come first. Forms that are decided keep what they said."
                    )
                )
            )
        card.add(Rows(map(self._row, lines)))
        add = button(_("Add your own…"), lambda: self._write(None, subject), icon_name="plus")
        add.setAccessibleName(_("Add your own: {subject}").format(subject=subject))
        card.add(add)
        return card

    def _row(self, line: FactLine) -> QWidget:
        """The words over the whole width, what is known of them, and below what can be done."""
        told, layout, foot = QWidget(), column(gap=4, margins=(0, 12, 0, 12)), Flow(gap=GRID)
        layout.addWidget(Words(line.fact.text))
        layout.addWidget(secondary(" · ".join(_known(line))))
        for pill in self._pills(line):
            foot.addWidget(pill)
        for each in self._ways(line):
            foot.addWidget(each)
        layout.addLayout(foot)
        told.setLayout(layout)
        return told

    def _pills(self, line: FactLine) -> Iterator[Pill]:
        if line.fact.is_old(self.parts.clock.now().date()):
            yield Pill(_("Checked over a year ago"), State.AMBER)
        if not line.fact.verified:
            yield Pill(_("Not verified"), State.AMBER)
        if line.shipped_changed:
            yield Pill(_("Newer words shipped"), State.AMBER)
        if line.own is not None and not line.own.only_checked:
            yield Pill(_("Your own"), State.NEUTRAL)

    def _ways(self, line: FactLine) -> Iterator[Button]:
        key = line.fact.key
        yield _named(
            quiet(_("Change…"), lambda: self._write(line, line.fact.subject)),
            _("Change: {text}"),
            line.fact,
        )
        if line.fact.checked_on != self.parts.clock.now().date():
            yield _named(
                quiet(_("Checked today"), lambda: self._checked(key)),
                _("Checked today: {text}"),
                line.fact,
            )
        if line.own is not None and not line.own.only_checked:
            words = _("Take it out") if line.fact.added else _("Back to the shipped words")
            yield _named(quiet(words, lambda: self._put_back(key)), words + ": {text}", line.fact)

    def _write(self, line: FactLine | None, subject: str) -> None:
        FactDialog(self.parts, line, subject, lambda: self._done(_("Kept."))).open()

    def _checked(self, key: str) -> None:
        self.place.ask(
            lambda _progress: own_facts.checked_today(self.parts.desk, key),
            lambda _none: self._done(_("Checked today.")),
            changes=_KINDS,
        )

    def _put_back(self, key: str) -> None:
        self.place.ask(
            lambda _progress: own_facts.put_back(self.parts.desk, key),
            lambda _none: self._done(_("Done.")),
            changes=_KINDS,
        )

    def _done(self, sentence: str) -> None:
        self.parts.window.say(sentence)
        self._look()


def _named(made: Button, name: str, fact: Fact) -> Button:
    made.setAccessibleName(name.format(text=fact.text))
    return made


def _known(line: FactLine) -> Iterator[str]:
    fact = line.fact
    if fact.jurisdictions:
        yield ", ".join(sorted(place.label for place in fact.jurisdictions))
    yield _("Source: {source}").format(source=fact.source)
    yield _checked_on(fact)


def _checked_on(fact: Fact) -> str:
    return fact.standing(fact.checked_on)
