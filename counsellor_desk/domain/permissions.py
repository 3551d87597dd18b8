"""Whether something may be done with a client's records or story, by which form, and why not.

Only what is in force opens anything (policy 2.1, 6.1). Each question has its own purpose: consent
to be recorded lets nobody ring the GP. A yes said aloud (F11) lets the person whom it names be told
by mouth, for its seven days; it names no records, so none leaves on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.consent import LIVE_STATES, Consent, is_spoken, state
from counsellor_desk.domain.form_terms import Purpose
from counsellor_desk.domain.forms import words
from counsellor_desk.domain.ids import ClientId, CoveredId
from counsellor_desk.domain.outcomes import GIVING, REFUSING
from counsellor_desk.domain.text import clean, one_line
from counsellor_desk.wording import N_, _

Purposes = Mapping[str, Purpose]
"""What each form is for, by its id."""
THE_TEXT: Final = "text"


@dataclass(frozen=True)
class Permission:
    """Whether something may go ahead, by which form, and otherwise why not."""

    consent: Consent | None
    why_not: str = ""

    @property
    def granted(self) -> bool:
        """A form in force covers it."""
        return self.consent is not None


_WHY_NOT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "none": N_("There is no consent for this."),
        "open": N_("The form for this has been begun, and is not signed and sealed yet."),
        "refused": N_("The client was asked for this and said no."),
        "not_live": N_("There was consent, but it is not in force."),
        "other_recipient": N_("The consent in force names somebody else."),
        "more_records": N_("The consent in force covers fewer records."),
        "more_items": N_("The consent in force covers less than this."),
        "other_text": N_("The consent in force is for another text."),
        "spoken_items": N_(
            "The client said yes aloud. What may be told stands on the form in words: keep to them."
        ),
        "spoken_records": N_(
            "The client said yes aloud, which names no records. The written form has to come first."
        ),
    }
)
_RANK: Final = tuple(_WHY_NOT)
"""The reason that stands furthest to the end is the one that is told."""
_SPOKEN_ABOUT: Final[Mapping[Purpose, str]] = MappingProxyType(
    {Purpose.DISCLOSURE: "share", Purpose.REFERRAL: "refer", Purpose.CONTACT: "contact"}
)
"""What a yes said aloud can be about, as form F11 has it."""
_Test = Callable[[Consent], str]
"""The reason why a form in force does not cover it; empty where it does."""


@dataclass(frozen=True)
class _Question:
    """What is asked, for whom, on which day; ``by``: what each form is for."""

    purpose: Purpose
    by: Purposes
    client: ClientId
    today: date

    def among(self, consents: Iterable[Consent], *tests: _Test) -> Permission:
        """The answer: the first form in force that stands every test."""
        reasons = ["none"]
        for consent in consents:
            if not self._is_about(consent):
                continue
            reason = _not_in_force(consent, self.today)
            reason = reason or next(filter(None, (test(consent) for test in tests)), "")
            if not reason:
                return Permission(consent)
            reasons.append(reason)
        return Permission(None, _(_WHY_NOT[max(reasons, key=_RANK.index)]))

    def _is_about(self, consent: Consent) -> bool:
        purpose = self.by.get(consent.form)
        if purpose is Purpose.SPOKEN:
            about = words(consent.answers, "about")
            return consent.client == self.client and about == _SPOKEN_ABOUT.get(self.purpose)
        return consent.client == self.client and purpose is self.purpose


def text_hash(text: str) -> str:
    """SHA-256 (hex) of case material as it is kept: line ends and outer space do not count."""
    return sha256(clean(text).text.strip().encode()).hexdigest()


def may_disclose(
    consents: Iterable[Consent],
    *,
    by: Purposes,
    client: ClientId,
    records: Iterable[CoveredId],
    recipient: str,
    today: date,
) -> Permission:
    """The exit door's question (policy 2.1, 6.1): does a consent in force cover exactly this?"""
    wanted = frozenset(records)

    def covered(consent: Consent) -> str:
        if is_spoken(consent):
            return "spoken_records"
        return "" if wanted <= set(consent.records) else "more_records"

    question = _Question(Purpose.DISCLOSURE, by, client, today)
    return question.among(consents, _to(recipient), covered)


def may_refer(
    consents: Iterable[Consent],
    *,
    by: Purposes,
    client: ClientId,
    items: Iterable[str],
    agency: str,
    today: date,
) -> Permission:
    """Whether the client may be referred to that agency, and told these things about (F3)."""
    question = _Question(Purpose.REFERRAL, by, client, today)
    return question.among(consents, _to(agency), _items(items))


def may_contact(
    consents: Iterable[Consent],
    *,
    by: Purposes,
    client: ClientId,
    items: Iterable[str],
    person: str,
    today: date,
) -> Permission:
    """Whether that person may be contacted, and told these things (F6)."""
    question = _Question(Purpose.CONTACT, by, client, today)
    return question.among(consents, _to(person), _items(items))


def may_record(
    consents: Iterable[Consent],
    *,
    by: Purposes,
    client: ClientId,
    items: Iterable[str],
    today: date,
) -> Permission:
    """Whether a session may be recorded, and the recording used for these things (F5)."""
    return _Question(Purpose.RECORDING, by, client, today).among(consents, _items(items))


def may_use_material(
    consents: Iterable[Consent],
    *,
    by: Purposes,
    client: ClientId,
    items: Iterable[str],
    text: str,
    today: date,
) -> Permission:
    """Whether this very text may be used, in these ways (F7)."""
    wanted = text_hash(text)

    def same(consent: Consent) -> str:
        return "" if text_hash(words(consent.answers, THE_TEXT)) == wanted else "other_text"

    question = _Question(Purpose.CASE_MATERIAL, by, client, today)
    return question.among(consents, same, _items(items))


def of_spoken(consent: Consent, today: date) -> Permission:
    """Whether what was said aloud, and is kept by this form, may still be told."""
    reason = _not_in_force(consent, today)
    return Permission(None, _(_WHY_NOT[reason])) if reason else Permission(consent)


def reason(consent: Consent, today: date) -> str:
    """Why nothing rests on this form today; empty where something does."""
    found = _not_in_force(consent, today)
    return _(_WHY_NOT[found]) if found else ""


def _to(recipient: str) -> _Test:
    to = one_line(recipient).casefold()
    return lambda consent: "" if consent.recipient.casefold() == to else "other_recipient"


def _items(items: Iterable[str]) -> _Test:
    wanted = frozenset(items)

    def covered(consent: Consent) -> str:
        if wanted and is_spoken(consent):
            return "spoken_items"
        return "" if wanted <= set(consent.items) else "more_items"

    return covered


def _not_in_force(consent: Consent, today: date) -> str:
    now = state(consent, today)
    if now in LIVE_STATES and (consent.outcome in GIVING or is_spoken(consent)):
        return ""
    if consent.sealed_at is None and consent.withdrawn_at is None:
        return "open"
    return "refused" if consent.outcome in REFUSING else "not_live"
