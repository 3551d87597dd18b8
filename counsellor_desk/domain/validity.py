"""When a form is valid beyond being complete: the rules that its definition names (forms.md 4.2).

A rule that fails stops a yes, never a no. What is only worth saying is told, and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.endings import birthday
from counsellor_desk.domain.form_terms import Rule
from counsellor_desk.domain.forms import YES, Answers, FormDefinition, words
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_, _

ABLE_AT, ADULT_AT = 16, 18
FOLLOW_UP: Final = timedelta(days=7)
_KEPT: Final = N_("All your answers are kept, and nothing is sealed.")


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is known beside the answers. ``sessions``: how many the client came to.

    ``born_on``: of the identity card.
    """

    today: date
    first_session_on: date | None = None
    sessions: int = 0
    born_on: date | None = None


class FormNotValid(InputError):
    """A rule of the form is not kept; ``field`` names the field to go back to."""

    safe = _KEPT


class OrganisationNotFirst(FormNotValid):
    """F4: what is to vary confidentiality is agreed before anybody relies on it."""

    field = "organisation_signed_on"
    happened = N_(
        "The organisation has to sign before the first session, and that was on {first}. The date "
        "given here is {given}."
    )
    next_step = N_(
        "Correct the date if it is wrong. If the organisation did sign later, talk to your service "
        "manager before anything is shared."
    )


class StillTimeToThink(FormNotValid):
    """F7: nobody gives away their story on the spot."""

    field = "shown_on"
    happened = N_("The client has until {day} to think about the text.")
    next_step = N_(
        "Come back to this form from that day on. If the client wants to decide sooner, write down "
        "the client’s reason."
    )


class CompetenceOpen(FormNotValid):
    """F8: the assessment is recorded, not only its label."""

    field = "competence"
    happened = N_("It is not said yet if the young person can make this decision.")
    next_step = N_("Go back to that step and say what you found, with your reasons.")


class AssentMissing(FormNotValid):
    """F8: parental responsibility does not stand in for the young person's own yes."""

    field = "assent"
    happened = N_("The young person’s own agreement is missing.")
    next_step = N_("Go through their page with them. Without their yes, do not go on.")


class NotHeardByAnybody(FormNotValid):
    """F11: spoken consent has a witness, or was read back."""

    field = "heard_by"
    happened = N_("Spoken consent needs a witness, or has to be read back to the client.")
    next_step = N_("Say which of the two it was. If it was neither, ask the client once more.")


class FollowUpTooLate(FormNotValid):
    """F11: spoken consent holds for a week, until it is written."""

    field = "written_by"
    happened = N_("The written form has to follow within 7 days, by {last}.")
    next_step = N_("Choose an earlier day.")


class RecordingBegun(FormNotValid):
    """F5: consent comes before the recording."""

    field = "recording_on"
    happened = N_("The first recording lies before today, and consent has to come first.")
    next_step = N_(
        "Correct the day if it is wrong. If a session was recorded already, stop, and talk to your "
        "supervisor."
    )


class DayAhead(FormNotValid):
    """Something that is said to have happened has not."""

    happened = N_("“{label}” is a day that lies ahead.")
    next_step = N_("Correct the date, or come back to this form when it has happened.")
    field: ClassVar[str] = "day"


@dataclass(frozen=True)
class Told:
    """Something worth saying, which stops nothing. ``field``: the one that it is about."""

    sentence: str
    field: str


_Check = Callable[[FormDefinition, Answers, Around], None]
_Tell = Callable[[FormDefinition, Answers, Around], Iterator[Told]]


def ensure_valid(form: FormDefinition, answers: Answers, around: Around) -> None:
    """Let a yes be signed, or a record sealed.

    Raises:
        FormNotValid: of the rule that is not kept.
    """
    for rule in Rule:
        if rule in form.rules and rule in _CHECKS:
            _CHECKS[rule](form, answers, around)


def told(form: FormDefinition, answers: Answers, around: Around) -> tuple[Told, ...]:
    """What is worth saying to the counsellor, and stops nothing."""
    found = (_TELLS[rule] for rule in Rule if rule in form.rules and rule in _TELLS)
    return tuple(each for tell in found for each in tell(form, answers, around))


def after_change(form: FormDefinition, before: Answers, after: Answers) -> Answers:
    """The answers, without what a change of others has undone: a new text is shown anew."""
    if Rule.THINKING_TIME not in form.rules:
        return after
    same_text = words(before, "text") == words(after, "text")
    if same_text or words(before, "shown_on") != words(after, "shown_on"):
        return after
    return MappingProxyType({key: each for key, each in after.items() if key != "shown_on"})


def born_on(answers: Answers, around: Around) -> date | None:
    """The date of birth: of the identity card, else as it was answered."""
    return around.born_on or _day(answers, "born_on")


def _day(answers: Answers, key: str) -> date | None:
    found = words(answers, key)
    return date.fromisoformat(found) if found else None


def _ensure_past(form: FormDefinition, answers: Answers, key: str, today: date) -> None:
    found = _day(answers, key)
    if found is not None and found > today:
        raise DayAhead(key=key, label=form.field(key).printed)


def _organisation_first(form: FormDefinition, answers: Answers, around: Around) -> None:
    _ensure_past(form, answers, "organisation_signed_on", around.today)
    given, first = _day(answers, "organisation_signed_on"), around.first_session_on
    if given is not None and first is not None and given >= first:
        raise OrganisationNotFirst(first=dates.day(first), given=dates.day(given))


def _thinking_time(form: FormDefinition, answers: Answers, around: Around) -> None:
    _ensure_past(form, answers, "shown_on", around.today)
    shown = _day(answers, "shown_on")
    until = (shown or around.today) + timedelta(days=form.lasts.think)
    if around.today < until and not words(answers, "sooner_because"):
        raise StillTimeToThink(day=dates.day(until))


def _competence(_form: FormDefinition, answers: Answers, _around: Around) -> None:
    found = words(answers, "competence")
    if not found:
        raise CompetenceOpen
    if found != "competent" and words(answers, "assent") != YES:
        raise AssentMissing


def _read_back(form: FormDefinition, answers: Answers, around: Around) -> None:
    if words(answers, "heard_by") not in {"witness", "read_back"}:
        raise NotHeardByAnybody
    _ensure_past(form, answers, "given_on", around.today)
    given, by = _day(answers, "given_on"), _day(answers, "written_by")
    last = (given or around.today) + FOLLOW_UP
    if by is None or by > last:
        raise FollowUpTooLate(last=dates.day(last))


def _before_recording(_form: FormDefinition, answers: Answers, around: Around) -> None:
    first = _day(answers, "recording_on")
    if first is not None and first < around.today:
        raise RecordingBegun


def _approved(form: FormDefinition, answers: Answers, around: Around) -> None:
    _ensure_past(form, answers, "approved_on", around.today)


def _tell_sessions(_form: FormDefinition, _answers: Answers, around: Around) -> Iterator[Told]:
    if around.sessions > 1:
        late = _(
            "This form is signed before the second session, and there have been {count}. Sign it "
            "all the same: late is better than not at all."
        ).format(count=around.sessions)
        yield Told(late, "first_session")


def _tell_time(form: FormDefinition, answers: Answers, around: Around) -> Iterator[Told]:
    """No hurry, and until when."""
    shown = _day(answers, "shown_on")
    until = shown + timedelta(days=form.lasts.think) if shown else around.today
    if around.today < until:
        waits = _("The text was first shown on {shown}. There is time to think until {until}.")
        said = waits.format(shown=dates.day(shown or until), until=dates.day(until))
        yield Told(said, "sooner_because")


def _tell_age(_form: FormDefinition, answers: Answers, around: Around) -> Iterator[Told]:
    answered, born = _day(answers, "born_on"), born_on(answers, around)
    if answered and around.born_on and answered != around.born_on:
        other = _("The date of birth here is another than the one on the identity card.")
        yield Told(other, "born_on")
    if born is None:
        return
    if birthday(born, ADULT_AT) <= around.today:
        yield Told(_("The client is 18 or over: this form is for young people."), "born_on")
    elif birthday(born, ABLE_AT) <= around.today and words(answers, "competence") == (
        "not_competent"
    ):
        able = _("From 16 on, a young person is taken to be able to decide. Say why it is not so.")
        yield Told(able, "competence")


def _tell_at_once(_form: FormDefinition, answers: Answers, around: Around) -> Iterator[Told]:
    said = _day(answers, "from_on")
    if said is not None and said > around.today:
        at_once = _(
            "It ends as soon as this form is sealed. The later day that stands here keeps nothing "
            "in force."
        )
        yield Told(at_once, "from_on")


_CHECKS: Final[Mapping[Rule, _Check]] = MappingProxyType(
    {
        Rule.ORGANISATION_FIRST: _organisation_first,
        Rule.THINKING_TIME: _thinking_time,
        Rule.COMPETENCE: _competence,
        Rule.READ_BACK: _read_back,
        Rule.BEFORE_RECORDING: _before_recording,
        Rule.ORGANISATION_APPROVED: _approved,
    }
)
_TELLS: Final[Mapping[Rule, _Tell]] = MappingProxyType(
    {
        Rule.BEFORE_SECOND_SESSION: _tell_sessions,
        Rule.THINKING_TIME: _tell_time,
        Rule.COMPETENCE: _tell_age,
        Rule.PICKS_CONSENTS: _tell_at_once,
    }
)
