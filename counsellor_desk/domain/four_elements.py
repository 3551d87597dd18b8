"""What informed consent is informed about, read out of a form's answers (policy 6.2)."""

from __future__ import annotations

from dataclasses import dataclass

from counsellor_desk.domain.forms import Answers, picked, words
from counsellor_desk.domain.ids import CoveredId, SummaryId
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_


class NotInformed(DeskError):
    """Whatever a form asks for, without these a yes is none (policy 6.2)."""

    happened = N_("Something is open that the client has to know before deciding.")
    safe = N_("All your answers are kept.")
    next_step = N_("Say why, what, to whom, and what a yes and a no would mean.")


@dataclass(frozen=True, kw_only=True)
class FourElements:
    """What informed consent is informed about (policy 6.2)."""

    why: str
    extent: tuple[CoveredId, ...]
    excluded: str
    who: str
    organisation: str
    if_given: str
    if_withheld: str

    @property
    def complete(self) -> bool:
        """All four are there; the consequences count in both directions."""
        return all((self.why, self.extent, self.who, self.if_given, self.if_withheld))


def elements(answers: Answers) -> FourElements:
    """The four elements out of a disclosure consent's answers (form F2)."""
    return FourElements(
        why=words(answers, "why"),
        extent=tuple(map(SummaryId, picked(answers, "records"))),
        excluded=words(answers, "excluded"),
        who=words(answers, "who"),
        organisation=words(answers, "organisation"),
        if_given=words(answers, "if_yes"),
        if_withheld=words(answers, "if_no"),
    )


def ensure_informed(answers: Answers) -> None:
    """Let the client decide.

    Raises:
        NotInformed: one of the four is not there.
    """
    if not elements(answers).complete:
        raise NotInformed
