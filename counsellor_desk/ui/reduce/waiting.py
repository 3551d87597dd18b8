"""Which notes wait for the counsellor, and which of them comes next."""

from __future__ import annotations

from collections.abc import Sequence

from counsellor_desk.domain.notes import NoteLine, NoteState


def to_reduce(lines: Sequence[NoteLine]) -> list[NoteLine]:
    """Those that can be reduced: waiting ones first, then those on hold, each oldest first."""
    open_ = [line for line in lines if line.note.summary is None]
    waiting = [line for line in open_ if line.state is NoteState.WAITING]
    return waiting + [line for line in open_ if line.state is NoteState.ON_HOLD]
