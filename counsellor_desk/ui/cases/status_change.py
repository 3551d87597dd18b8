"""Closing a case, opening it again, and a client's death: each asked once (policy 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain.cases import Case, CaseStatus
from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import intake

_CHANGES: Final = frozenset({Changed.CASES, Changed.AUDIT})


@dataclass(frozen=True)
class _Asked:
    heading: str
    sentences: tuple[str, ...]
    do: str
    said: str


_ASKED: Final = {
    CaseStatus.CLOSED: _Asked(
        N_("Close this case?"),
        (
            N_("Its records stay and can be read. It can be opened again at any time."),
            N_("Notes that still wait have to be reduced all the same."),
        ),
        N_("Close the case"),
        N_("The case is closed."),
    ),
    CaseStatus.DECEASED: _Asked(
        N_("Has the client died?"),
        (
            N_("Confidentiality goes on after death: everything stays locked as it is now."),
            N_("Whoever asks for the records is answered by the organisation, not by you alone."),
        ),
        N_("Record it"),
        N_("It is recorded. The records stay locked as before."),
    ),
    CaseStatus.OPEN: _Asked(
        N_("Open this case again?"),
        (N_("Sessions and notes can then be added. The change is recorded."),),
        N_("Open it again"),
        N_("The case is open again."),
    ),
}


def ask(screen: Screen, parts: Parts, case: Case, status: CaseStatus) -> None:
    """Ask, and change the status after a yes."""
    asked = _ASKED[status]
    Confirmation(
        screen,
        _(asked.heading),
        [_(sentence) for sentence in asked.sentences],
        do=_(asked.do),
        then=lambda: screen.ask(
            lambda _progress: intake.change_status(parts.desk, case.id, status),
            lambda _none: parts.window.say(_(asked.said)),
            changes=_CHANGES,
        ),
    ).open()
