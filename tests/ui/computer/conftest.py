"""A computer whose system is played, for every test of what it tells."""

from __future__ import annotations

from tests.ui.computer.stand_in import computer, played_computer  # noqa: F401 - fixtures
