"""Real parts of a desktop: there in the suite's own session, skipped elsewhere, never pretended."""

from __future__ import annotations

import os

import pytest


def require(*, there: bool, what: str) -> None:
    """Go on where the part is there; where the test command promised it, its absence fails."""
    if there:
        return
    if os.environ.get("COUNSELLOR_DESK_REAL_PARTS") == "1":
        pytest.fail(f"{what} is missing, and the test command brings it")
    pytest.skip(f"no {what} here; installer/bootstrap.py test brings one")
