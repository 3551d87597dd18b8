"""Signatures drawn on screen (forms.md 4.1): ink, who, in which role, when, over which text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import hypot, isfinite
from typing import Final

from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

LEAST_INK: Final = 0.05
"""Length of all strokes, as a share of the pad's width, below which ink is taken for a slip."""

LONGEST_NAME: Final = 200


class SignerRole(Worded):
    """In which role somebody signs."""

    CLIENT = "client", N_("Client")
    COUNSELLOR = "counsellor", N_("Counsellor")
    WITNESS = "witness", N_("Witness")
    INTERPRETER = "interpreter", N_("Interpreter")
    PARENT = "parent", N_("Parent or guardian")
    ORGANISATION = "organisation", N_("For the organisation")
    SERVICE_MANAGER = "service_manager", N_("Service manager")


MAY_FOLLOW: Final = frozenset({SignerRole.ORGANISATION, SignerRole.SERVICE_MANAGER})
"""Who need not be in the room: they sign after the seal, with a certificate of their own."""


class SignatureTooShort(InputError):
    """A dot or a slip of the pen."""

    field = "signature"
    happened = N_("There is too little ink to be a signature.")
    safe = N_("The form is unchanged and kept.")
    next_step = N_("Clear the pad and sign again, or sign on paper instead.")


class SignerNameMissing(InputError):
    """Ink alone does not say who signed."""

    field = "signer_name"
    happened = N_("The name of the person signing is missing.")
    safe = N_("The signature is still on the pad.")
    next_step = N_("Type the name below the signature.")


class SignerNameTooLong(InputError):
    """More than a place to sign holds."""

    field = "signer_name"
    happened = N_("The name of the person signing is too long: {limit} characters fit.")
    safe = N_("The signature is still on the pad.")
    next_step = N_("Shorten it to the name that the person is known by.")


@dataclass(frozen=True)
class Point:
    """A point of a stroke: ``x``, ``y`` from 0 to 1 of the pad's width, ``pressure`` 0 to 1."""

    x: float
    y: float
    pressure: float = 0.5


Stroke = tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One person's signature. ``over``: SHA-256 (hex) of the form's canonical text."""

    role: SignerRole
    name: str
    signed_at: datetime
    strokes: tuple[Stroke, ...]
    over: str


def ink_length(strokes: tuple[Stroke, ...]) -> float:
    """Length of all strokes in widths of the pad."""
    return sum(hypot(b.x - a.x, b.y - a.y) for stroke in strokes for a, b in pairwise(stroke))


def signed(
    *, role: SignerRole, name: str, at: datetime, strokes: tuple[Stroke, ...], over: str
) -> Signature:
    """A signature that can stand under a form.

    Raises:
        SignatureTooShort: less ink than ``LEAST_INK``.
        SignerNameMissing, SignerNameTooLong: as they say.
    """
    drawn = tuple(filter(None, map(_placed, strokes)))
    if ink_length(drawn) < LEAST_INK:
        raise SignatureTooShort
    tidy = one_line(name)
    if not tidy:
        raise SignerNameMissing
    if len(tidy) > LONGEST_NAME:
        raise SignerNameTooLong(limit=LONGEST_NAME)
    return Signature(role=role, name=tidy, signed_at=at, strokes=drawn, over=over)


def _placed(stroke: Stroke) -> Stroke:
    """The points of a stroke that lie somewhere."""
    return tuple(point for point in stroke if isfinite(point.x) and isfinite(point.y))
