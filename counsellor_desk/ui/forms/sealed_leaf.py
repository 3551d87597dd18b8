"""The form is on record: what it is worth, how it was checked, and a copy for the client."""

from __future__ import annotations

from PySide6.QtCore import Signal

from counsellor_desk.domain.forms import Step
from counsellor_desk.ui.forms.leaf import Leaf
from counsellor_desk.ui.forms.on_record import OnRecord
from counsellor_desk.ui.forms.told import check_pill, checked, facts, state_pill, state_sentence
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _


class SealedLeaf(Leaf):
    """The last page. ``save`` and ``print_`` ask for a copy; ``done`` is the end.

    ``see``: what can be done with it now, such as sharing what it covers.
    """

    save = Signal()
    print_ = Signal()
    see = Signal()
    done = Signal()

    def __init__(self, step: Step, place: str, record: OnRecord) -> None:
        super().__init__(place, step.question, step.plain, step.full)
        self.add(_card(record))
        self._done = primary(_("Done"), self.done.emit, shortcut="Ctrl+Return")
        self.add_buttons(
            secondary(_("Print a copy"), self.print_.emit, icon_name="printer"),
            secondary(_("Save a copy"), self.save.emit, icon_name="download"),
            self._done,
            quiet(_("What can be done with it"), self.see.emit),
        )

    def take_focus(self) -> None:
        """Begin at the end: a copy is offered, not pressed upon anybody."""
        self._done.setFocus()


def _card(record: OnRecord) -> Card:
    card = Card(_("On record"))
    guide, consent = record.guide, record.guide.consent
    card.add(
        Rows(
            [
                Row(
                    [strong(guide.form.title)],
                    below=state_sentence(guide),
                    pill=state_pill(guide),
                ),
                Row(
                    [strong(_("The sealed document"))],
                    below=checked(record.found),
                    pill=check_pill(record.found),
                ),
            ]
        )
    )
    for line in facts(
        [
            (_("Form ID"), consent.form_id),
            (_("Record code"), record.document.record_code),
            (_("File name of a copy"), record.document.name),
        ]
    ):
        card.add(line)
    return card
