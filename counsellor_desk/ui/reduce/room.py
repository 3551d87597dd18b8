"""The place of Reduce in the rail, and the doors that lead to a note and to its receipt."""

from __future__ import annotations

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.ui.frame.rooms import Room
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.reduce.queue_screen import QueueScreen
from counsellor_desk.ui.reduce.receipt_screen import ReceiptScreen
from counsellor_desk.ui.reduce.reduce_screen import ReduceScreen
from counsellor_desk.wording import _


def room(parts: Parts) -> Room:
    """The notes that wait to be reduced."""
    return Room(
        key="reduce",
        words=_("Reduce"),
        icon="scissors",
        make=lambda: QueueScreen(parts),
        keys="Ctrl+3",
    )


def reduce(parts: Parts, note: NoteId) -> None:
    """Reduce a note; one that stands already stays."""
    standing = parts.window.rooms.standing
    if not (isinstance(standing, ReduceScreen) and standing.note == note):
        parts.window.show_screen(ReduceScreen(parts, note))


def open_receipt(parts: Parts, note: NoteId) -> None:
    """Show the receipt of a destroyed note."""
    parts.window.show_screen(ReceiptScreen(parts, note))
