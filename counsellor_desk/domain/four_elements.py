"""What informed consent is informed about, read out of a form's answers (policy 6.2)."""

from __future__ import annotations

from dataclasses import dataclass

from counsellor_desk.domain.form_terms import Keys
from counsellor_desk.domain.forms import Answers, FormDefinition
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_


class NotInformed(DeskError):
    """Whatever a form asks for, without these a yes is none (policy 6.2)."""

    happened = N_("Something is open that the client has to know before deciding.")
    safe = N_("All your answers are kept.")
    next_step = N_("Say why, what, to whom, and what a yes and a no would mean.")


@dataclass(frozen=True, kw_only=True)
class FourElements:
    """What informed consent is informed about (policy 6.2).

    ``extent``: records or items asked for, or words that say what; ``who``: as many lines as asked.
    """

    why: str
    extent: tuple[str, ...]
    excluded: str
    who: tuple[str, ...]
    if_given: str
    if_withheld: str

    @property
    def complete(self) -> bool:
        """All four are there; the consequences count in both directions."""
        return all((self.why, self.extent, self.who, self.if_given, self.if_withheld))


def elements(form: FormDefinition, answers: Answers) -> FourElements | None:
    """The four elements out of the answers; none where the form is no consent."""
    four = form.reads.four
    if four is None:
        return None
    return FourElements(
        why="\n".join(_answered(form, answers, four.why)),
        extent=_answered(form, answers, four.extent),
        excluded="\n".join(_answered(form, answers, four.excluded)),
        who=_answered(form, answers, four.who),
        if_given="\n".join(_answered(form, answers, four.if_given)),
        if_withheld="\n".join(_answered(form, answers, four.if_withheld)),
    )


def ensure_informed(form: FormDefinition, answers: Answers) -> None:
    """Let the client decide.

    Raises:
        NotInformed: it is a consent, and one of the four is not there.
    """
    found = elements(form, answers)
    if found is not None and not found.complete:
        raise NotInformed


def _answered(form: FormDefinition, answers: Answers, keys: Keys) -> tuple[str, ...]:
    """Every answer under these fields that applies, one by one."""
    found: list[str] = []
    for key in keys:
        given = form.field(key).answer(answers)
        found.extend(given if isinstance(given, tuple) else filter(None, (given,)))
    return tuple(found)
