"""Epoch keys: what wraps the note keys, and where its two shares are (FORMAT.md 2, 6, 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from counsellor_desk.errors import DeskError
from counsellor_desk.vault.boxes import Label, fresh_key, seal, unseal
from counsellor_desk.vault.device import DeviceKey
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.remembered import PLACES, Kept
from counsellor_desk.wording import N_


class ShareNotKept(DeskError):
    """What was written did not come back, or what was deleted did."""

    happened = N_("This computer's keychain did not keep a key of the session notes as it should.")
    safe = N_("Your notes and summaries are all there. The note is not destroyed yet.")
    next_step = N_("Close Counsellor Desk and open it again: it goes on from there by itself.")


@dataclass(frozen=True)
class EpochKey:
    """Opens and closes note keys of one epoch."""

    vault: str
    number: int
    key: bytes = field(repr=False)

    def wrap(self, note: str, note_key: bytes) -> bytes:
        """A note key in its box."""
        return seal(self.key, note_key, self._label(note))

    def unwrap(self, note: str, box: bytes) -> bytes:
        """The note key.

        Raises:
            BoxRefused: not wrapped by this epoch for that note.
        """
        return unseal(self.key, box, self._label(note))

    def _label(self, note: str) -> Label:
        return Label(self.vault, "note-key", note, self.number)


@dataclass(frozen=True)
class Shares:
    """Both places where shares are kept: an epoch's key needs one from each."""

    kept: Kept
    device: DeviceKey

    def key(self, keys: StoreKeys, epoch: int) -> EpochKey | None:
        """The key of the newest epoch up to ``epoch`` of which both shares are there.

        Raises:
            NotRemembered: the keychain does not answer.
        """
        ones = dict(filter(None, map(self.kept.share, PLACES)))
        twos = dict(filter(None, map(self.device.share, PLACES)))
        whole = [number for number in ones.keys() & twos.keys() if number <= epoch]
        if not whole:
            return None
        number = max(whole)
        return EpochKey(keys.vault, number, keys.epoch(number, ones[number], twos[number]))

    def make(self, keys: StoreKeys, epoch: int, leaving: int) -> EpochKey:
        """Fresh shares of ``epoch``, written where those of ``leaving`` are not.

        Raises:
            NotRemembered, ShareNotKept, DiskFull, DiskFault, FolderNotWritable: as they say.
        """
        one, two = fresh_key(), fresh_key()
        place = self._free(leaving, self.kept.share)
        self.kept.forget_share(place)
        point(Point.DESTROY_2_WIPED)
        self.device.keep_share(self._free(leaving, self.device.share), epoch, two)
        point(Point.DESTROY_2_DEVICE)
        self.kept.keep_share(place, epoch, one)
        if self.kept.share(place) != (epoch, one):
            raise ShareNotKept
        point(Point.DESTROY_2_KEYCHAIN)
        return EpochKey(keys.vault, epoch, keys.epoch(epoch, one, two))

    def has_others(self, epoch: int) -> bool:
        """Whether a share of another epoch is still, or again, in either place.

        Raises:
            NotRemembered: the keychain does not answer.
        """
        found = [share(place) for share in (self.kept.share, self.device.share) for place in PLACES]
        return any(share is not None and share[0] != epoch for share in found)

    def erase_all_but(self, epoch: int) -> None:
        """Erase every share of another epoch from both places, and see that it is gone.

        Raises:
            NotRemembered, ShareNotKept, DiskFull, DiskFault, FolderNotWritable: as they say.
        """
        for place in PLACES:
            if _number(self.kept.share(place)) != epoch:
                self.kept.forget_share(place)
                if self.kept.has_share(place):
                    raise ShareNotKept
        point(Point.DESTROY_5_KEYCHAIN)
        for place in PLACES:
            if _number(self.device.share(place)) != epoch:
                self.device.erase(place)
        point(Point.DESTROY_5_DEVICE)

    @staticmethod
    def _free(leaving: int, share: Callable[[int], tuple[int, bytes] | None]) -> int:
        return next(place for place in PLACES if _number(share(place)) != leaving)


def _number(share: tuple[int, bytes] | None) -> int | None:
    return share[0] if share else None
