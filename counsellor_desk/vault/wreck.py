"""A store whose key is known and whose file is damaged: what is left to read it with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.errors import DeskError

if TYPE_CHECKING:
    from counsellor_desk.clock import Clock
    from counsellor_desk.vault.keys import StoreKeys
    from counsellor_desk.vault.remembered import Kept
    from counsellor_desk.vault.slots import KeySlots


@dataclass(frozen=True)
class Wreck:
    """``slot``: what its key was unwrapped with, as in the audit trail."""

    folder: Path
    keys: StoreKeys = field(repr=False)
    slots: KeySlots
    kept: Kept
    clock: Clock
    slot: str


class StoreUnsound(DeskError):
    """The file is there and not as it was written. ``wreck``: once its key is known."""

    wreck: Wreck | None = None
