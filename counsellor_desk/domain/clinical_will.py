"""The clinical will: who opens the records when the counsellor no longer can, and where keys lie.

It names places and people, never a key: the recovery key stands on its own sheet only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from counsellor_desk.domain.profile import Contact
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_


class ExecutorMissing(InputError):
    """Nobody can act who is not asked by name."""

    field = "executor"
    happened = N_("Who is to open your records is missing.")
    safe = N_("Nothing was printed.")
    next_step = N_("Name a colleague who has agreed to it, or your service manager.")


@dataclass(frozen=True, kw_only=True)
class ClinicalWill:
    """For whom the page is, and where things lie, in the counsellor's own words."""

    executor: Contact = field(default_factory=Contact)
    computer: str = ""
    sheet: str = ""
    manager_key: str = ""
    backups: str = ""


@dataclass(frozen=True, kw_only=True)
class ClientToTell:
    """One client of an open case, as the contact list names them.

    ``reach``: by the way that the client prefers. ``mind``: what to mind when getting in touch.
    """

    case_number: str
    name: str
    reach: str
    mind: str


def tidied(will: ClinicalWill) -> ClinicalWill:
    """The will with its lines tidied; every one of them may be empty."""
    executor = Contact(name=one_line(will.executor.name), reach=one_line(will.executor.reach))
    places = {
        each.name: one_line(getattr(will, each.name))
        for each in fields(will)
        if each.name != "executor"
    }
    return replace(will, executor=executor, **places)
