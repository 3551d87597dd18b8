"""The five purposes of an additional record, and the headings that guide each (policy 4.7).

A purpose is a kind of record: who may see it, how long it is kept and where it may go stands in the
one table of kinds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.kinds import KindRule, RecordKind, combined
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_


class Purpose(Worded):
    """What an additional record is for. At least one is chosen; there is no other."""

    PROGRESS = "progress", N_("Progress of the work")
    SUPERVISION = "supervision", N_("For supervision")
    AGREEMENT = "agreement", N_("Significant agreement")
    REFERRAL = "referral", N_("Agreement to a referral")
    DECISION = "decision", N_("Decision and reasons")

    @property
    def kind(self) -> RecordKind:
        """Its row in the table of kinds."""
        return RecordKind.of(self.value)


class Heading(Worded):
    """A part of an additional record, in the order in which records are read."""

    SITUATION = "situation", N_("The situation")
    OPTIONS = "options", N_("Options considered")
    CONSULTED = "consulted", N_("Who was consulted")
    DECISION = "decision", N_("The decision")
    REASONS = "reasons", N_("The reasons")
    AGREED = "agreed", N_("What was agreed")
    PARTS = "parts", N_("What each does")
    ENDS = "ends", N_("How it can be changed or ended")
    AGENCY = "agency", N_("The agency, and what it is asked for")
    PASSED_ON = "passed_on", N_("What the client agrees may be passed on")
    KEPT_BACK = "kept_back", N_("What is not to be passed on")
    WORKED_ON = "worked_on", N_("What we are working on")
    CHANGED = "changed", N_("What has changed")
    AHEAD = "ahead", N_("What lies ahead")
    QUESTION = "question", N_("What I would like to think about")
    HAPPENED = "happened", N_("What has happened so far")
    TRIED = "tried", N_("What I have tried")
    VIEW = "view", N_("Professional view")


@dataclass(frozen=True, kw_only=True)
class Template:
    """What a purpose asks.

    ``says``: what such a record is for, in a sentence. ``needed`` are those of ``headings`` without
    which it would not serve its purpose. ``actions``: whether something may have been agreed.
    ``links``: it rests on a form or an agreement of the same case.
    """

    says: str
    headings: tuple[Heading, ...]
    needed: frozenset[Heading]
    actions: bool = True
    links: bool = False


TEMPLATES: Final = MappingProxyType(
    {
        Purpose.PROGRESS: Template(
            says=N_("Helps you to take the work with the client further."),
            headings=(Heading.WORKED_ON, Heading.CHANGED, Heading.AHEAD),
            needed=frozenset({Heading.WORKED_ON}),
        ),
        Purpose.SUPERVISION: Template(
            says=N_("Lets your supervisor support you, without knowing who the client is."),
            headings=(Heading.QUESTION, Heading.HAPPENED, Heading.TRIED),
            needed=frozenset({Heading.QUESTION}),
            actions=False,
        ),
        Purpose.AGREEMENT: Template(
            says=N_("Keeps what you and the client agreed that matters beyond one session."),
            headings=(Heading.AGREED, Heading.PARTS, Heading.ENDS),
            needed=frozenset({Heading.AGREED}),
            links=True,
        ),
        Purpose.REFERRAL: Template(
            says=N_("Keeps that the client agrees to be referred to another agency."),
            headings=(Heading.AGENCY, Heading.PASSED_ON, Heading.KEPT_BACK),
            needed=frozenset({Heading.AGENCY, Heading.PASSED_ON}),
            links=True,
        ),
        Purpose.DECISION: Template(
            says=N_("Keeps a decision in a difficult situation, and why it was taken."),
            headings=(
                Heading.SITUATION,
                Heading.OPTIONS,
                Heading.CONSULTED,
                Heading.DECISION,
                Heading.REASONS,
            ),
            needed=frozenset({Heading.SITUATION, Heading.DECISION, Heading.REASONS}),
        ),
    }
)

HINTS: Final = MappingProxyType(
    {
        Heading.OPTIONS: N_("Also those that were not taken, and doing nothing."),
        Heading.CONSULTED: N_(
            "Supervisor, manager, others by role, and what they advised; or why nobody."
        ),
        Heading.ENDS: N_("By whom, how, and when it is looked at again."),
        Heading.KEPT_BACK: N_("In the client’s words where you can."),
        Heading.QUESTION: N_("Write it so that nobody could tell who the client is."),
        Heading.VIEW: N_("A view of yours, marked as one. Facts stand above."),
    }
)
"""What a heading asks for, where its name does not say it all."""


def in_order(purposes: Iterable[Purpose]) -> tuple[Purpose, ...]:
    """Each once, in the order of the policy."""
    chosen = set(purposes)
    return tuple(purpose for purpose in Purpose if purpose in chosen)


def headings(purposes: Iterable[Purpose]) -> tuple[Heading, ...]:
    """What a record of these purposes asks, in the order in which it is read; the view last."""
    asked = {heading for purpose in purposes for heading in TEMPLATES[purpose].headings}
    if not asked:
        return ()
    return tuple(heading for heading in Heading if heading in asked | {Heading.VIEW})


def needed(purposes: Iterable[Purpose]) -> frozenset[Heading]:
    """The headings that have to say something."""
    return frozenset(heading for each in purposes for heading in TEMPLATES[each].needed)


def has_actions(purposes: Iterable[Purpose]) -> bool:
    """Whether actions may have been agreed."""
    return any(TEMPLATES[purpose].actions for purpose in purposes)


def needs_link(purposes: Iterable[Purpose]) -> bool:
    """Whether the record has to rest on a form or agreement of the same case."""
    return any(TEMPLATES[purpose].links for purpose in purposes)


def rule(purposes: Iterable[Purpose]) -> KindRule:
    """Who may see a record of these purposes, how long it is kept, and where it may go."""
    return combined(purpose.kind for purpose in purposes)


def told(purposes: Iterable[Purpose]) -> str:
    """The purposes in a line: "Decision and reasons, for supervision"."""
    first, *more = (purpose.label for purpose in in_order(purposes))
    return ", ".join([first, *(f"{label[:1].lower()}{label[1:]}" for label in more)])
