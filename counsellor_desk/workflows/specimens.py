"""Fictional people and answers for the tour and the demo desk. Nobody here exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import cos, sin
from typing import Final

from counsellor_desk.domain.forms import YES, Answer
from counsellor_desk.domain.ids import CoveredId
from counsellor_desk.domain.profile import Contact, Organisation, Profile
from counsellor_desk.domain.signatures import Point, Stroke
from counsellor_desk.wording import _

_POINTS: Final = 60


def profile() -> Profile:
    """A counsellor of a fictional organisation, which says that it is a demo."""
    return Profile(
        name="Rowan Ellis",
        organisation=Organisation(name=_("Demo: Harbourside Counselling"), prefix="DEMO"),
        supervisor=Contact(name="Meera Shah", reach="01632 960115"),
        service_manager=Contact(name="Owen Price", reach="01632 960118"),
    )


def ink(seed: int) -> tuple[Stroke, ...]:
    """A signature-like line and a dash below it; another ``seed`` gives another hand."""
    wave = tuple(
        Point(
            0.12 + 0.7 * step / _POINTS,
            0.18 + 0.07 * sin(step / (3.1 + seed)) * cos(step / 11),
            0.35 + 0.3 * abs(sin(step / 7)),
        )
        for step in range(_POINTS)
    )
    return (wave, (Point(0.2, 0.29, 0.5), Point(0.74, 0.275, 0.4)))


def disclosure_answers(records: tuple[CoveredId, ...], today: date) -> Mapping[str, Answer]:
    """Answers to form F2 for a fictional letter to a fictional surgery."""
    return {
        "prompted": _("The client asked whether the surgery could be told about the bad nights."),
        "why": _("So that the GP can decide about help with sleep."),
        "why_understood": YES,
        "records": records,
        "excluded": _("Everything about the family and about work."),
        "what_understood": YES,
        "who": "Dr Jo Field",
        "organisation": "Millbrook Surgery",
        "role": _("GP"),
        "onward": "no",
        "how_sent": "by_client",
        "who_understood": YES,
        "if_yes": _("The GP reads one page and may offer help. It stays on the GP’s file."),
        "if_no": _("Nothing is sent, and our work goes on as before."),
        "if_understood": YES,
        "extent": "once",
        "ends_on": (today + timedelta(days=60)).isoformat(),
        "see_first": YES,
        "identity": _("Known from our sessions."),
        "language": "plain",
        "present": "alone",
        "capacity": YES,
        "free": YES,
        "questions": YES,
        "copy_offered": YES,
        "separate": YES,
        "how_signed": "pen",
        "own_words": _("My GP gets the page about my sleep, and nothing else."),
        "outcome": "given",
    }
