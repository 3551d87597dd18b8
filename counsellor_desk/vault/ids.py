"""Opaque identifiers: 26 Crockford characters, 130 random bits."""

from __future__ import annotations

import secrets
from typing import Final

from counsellor_desk.domain.ids import CROCKFORD

ID_LENGTH: Final = 26


def new_id() -> str:
    """A fresh identifier. It says nothing about when or what it was drawn for."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(ID_LENGTH))


def is_id(text: str) -> bool:
    """Whether ``text`` has the shape of an identifier."""
    return len(text) == ID_LENGTH and set(text) <= set(CROCKFORD)
