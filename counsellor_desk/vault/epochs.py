"""Epoch keys: what wraps the note keys, and where its two shares are (FORMAT.md 2, 6, 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from counsellor_desk.errors import DeskError
from counsellor_desk.vault.boxes import Label, fresh_key, seal, unseal
from counsellor_desk.vault.device import DeviceKey
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.remembered import PLACES, Kept
from counsellor_desk.wording import N_

_NONE: Final = 0


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

    def make(self, keys: StoreKeys, *, above: int, leaving: int) -> EpochKey:
        """Fresh shares, written where those of ``leaving`` are not.

        Their epoch is higher than ``above`` and than every share that is there: a store brought
        back from an old copy must not give a number a second time.

        Raises:
            NotRemembered, ShareNotKept, DiskFull, DiskFault, FolderNotWritable: as they say.
        """
        ones, twos = _numbers(self.kept.share), _numbers(self.device.share)
        epoch, place = max(above, *ones, *twos) + 1, _free(ones, leaving)
        one, two = fresh_key(), fresh_key()
        self.kept.forget_share(place)
        point(Point.DESTROY_2_WIPED)
        self.device.keep_share(_free(twos, leaving), epoch, two)
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
        found = {*_numbers(self.kept.share), *_numbers(self.device.share)}
        return bool(found - {_NONE, epoch})

    def erase_all_but(self, epoch: int) -> None:
        """Erase every share of another epoch from both places, and see that it is gone.

        Raises:
            NotRemembered, ShareNotKept, DiskFull, DiskFault, FolderNotWritable: as they say.
        """
        for place, number in enumerate(_numbers(self.kept.share)):
            if number != epoch:
                self.kept.forget_share(place)
                if self.kept.has_share(place):
                    raise ShareNotKept
        point(Point.DESTROY_5_KEYCHAIN)
        for place, number in enumerate(_numbers(self.device.share)):
            if number != epoch:
                self.device.erase(place)
        point(Point.DESTROY_5_DEVICE)


def _numbers(share: Callable[[int], tuple[int, bytes] | None]) -> tuple[int, ...]:
    """The epochs whose shares stand in the two places."""
    found = map(share, PLACES)
    return tuple(_NONE if share is None else share[0] for share in found)


def _free(numbers: tuple[int, ...], leaving: int) -> int:
    return next(place for place in PLACES if numbers[place] != leaving or leaving == _NONE)
