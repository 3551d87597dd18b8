"""Somebody has the vault key, every page and device.key ever written, and today's keychain.

Written against FORMAT.md (tests/vault/by_format.py), with nothing of the product in it: pages are
decrypted and carved for boxes, and every box is tried with every key that these pieces can make.
The controls show that the attack works: with the erased share of the keychain it opens the note.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.faults.deeds import DEEDS
from tests.faults.part import Part
from tests.faults.promises import ensure
from tests.faults.recording import Call, recorded
from tests.faults.rows import Row
from tests.faults.trial import Begin, Broken
from tests.faults.world import World, everything_kept
from tests.vault.by_format import hkdf, recovery_bytes, shares_two, unbox, unframe

PAGE = 4096
_PAGE = "a page"
_WRAPPED, _SMALLEST_BOX = 60, 540
_EPOCHS, _REVISIONS = range(1, 8), range(1, 8)
Shares = frozenset[bytes]
Carver = Callable[[bytes], Iterator[bytes]]
"""Cuts what may be a box out of the bytes behind a note's id."""


@dataclass
class Loot:
    """What was found: ``pages`` decrypted, shares of every epoch that was ever in device.key."""

    vault: str
    vault_key: bytes = field(repr=False)
    pages: list[bytes] = field(repr=False)
    twos: Shares = field(repr=False)
    tried: int = 0

    def opens(self, note: str, ones: Shares, twos: Shares | None = None) -> str | None:
        """The text of a note, if any share one with any share two opens it in any page."""
        bodies = list(self._after(note, _bodies))
        for key in self._keys_of(note, ones, twos):
            for (_id, body), revision in product(bodies, _REVISIONS):
                with suppress(InvalidTag):
                    text = unbox(key, body, self.vault, "note", note, revision)
                    return unframe(text).decode("utf-8")
        return None

    def opens_page(self, note: str, ones: Shares, twos: Shares | None = None) -> str | None:
        """A picture of a page of it, in the same way."""
        pictures = list(self._after(note, _pictures))
        for key in self._keys_of(note, ones, twos):
            for page, picture in pictures:
                with suppress(InvalidTag):
                    shown = unbox(key, picture, self.vault, "note-page", page, 1)
                    return unframe(shown).decode("utf-8")
        return None

    def _keys_of(self, note: str, ones: Shares, twos: Shares | None) -> Iterator[bytes]:
        wraps = {wrap for _id, wrap in self._after(note, _wraps)}
        return self._note_keys(note, wraps, ones, self.twos if twos is None else twos)

    def _note_keys(
        self, note: str, wraps: Iterable[bytes], ones: Shares, twos: Shares
    ) -> Iterator[bytes]:
        pairs = list(product(ones, twos))
        for (one, two), epoch, wrap in product(pairs, _EPOCHS, wraps):
            notes_key = hkdf(self.vault_key, f"notes {epoch}", self.vault)
            epoch_key = hkdf(notes_key + one + two, f"epoch {epoch}", self.vault)
            self.tried += 1
            with suppress(InvalidTag):
                yield unbox(epoch_key, wrap, self.vault, "note-key", note, epoch)

    def _after(self, note: str, boxes: Carver) -> Iterator[tuple[str, bytes]]:
        """What may be boxes behind the note's id, each with what stands before it: another id."""
        mark = note.encode("ascii")
        for page in self.pages:
            at = page.find(mark)
            while at >= 0:
                before = page[max(0, at - len(mark)) : at].decode("ascii", "ignore")
                yield from ((before, box) for box in boxes(page[at + len(mark) :]))
                at = page.find(mark, at + 1)


def _wraps(rest: bytes) -> Iterator[bytes]:
    """A row of note_keys is id, epoch, box: at most eight bytes stand between."""
    return _windows(rest, range(9), _WRAPPED)


def _bodies(rest: bytes) -> Iterator[bytes]:
    """A row of notes has some 200 bytes between its id and its body of one frame."""
    return _windows(rest, range(80, 240), _SMALLEST_BOX)


def _pictures(rest: bytes) -> Iterator[bytes]:
    """A row of note_pages is id, note, position, turn, box: at most four bytes stand between."""
    return _windows(rest, range(5), _SMALLEST_BOX)


def _windows(rest: bytes, starts: range, length: int) -> Iterator[bytes]:
    return (rest[at : at + length] for at in starts if at + length <= len(rest))


def sweep(world: World, part: Part) -> Iterator[Row]:
    """Rows: the attack, and three controls that show that it is one."""
    world.put_back()
    before = _ones(world)
    loot = _looted(world, DEEDS[part.deed].begin(world))
    after, filled = _ones(world), world.filled
    note, other = filled.note, filled.other
    ensure("the share is another one", holds=not before & after)
    trials = (
        ("the note, with today's keychain", note, after, None, None),
        ("control: with the erased share", note, before, None, filled.text),
        ("control: without device.key", note, before | after, frozenset({bytes(32)}), None),
        ("control: a note that stays", other, after, None, filled.other_text),
        (f"{_PAGE} of it", note, after, None, None),
        (f"control: {_PAGE}, with the erased share", note, before, None, _shown(filled.text)),
        (f"control: {_PAGE} that stays", other, after, None, _shown(filled.other_text)),
    )
    for at, which, ones, twos, wanted in trials:
        row = Row("attack", part.deed, at)
        with row.timed():
            loot.tried = 0
            opens = loot.opens_page if _PAGE in at else loot.opens
            found = opens(which, ones, twos)
            row.point("", lambda found=found, wanted=wanted: _same(found, wanted), struck=True)  # type: ignore[misc]  # bound at once
            row.points = row.struck = row.consistent = loot.tried
        yield row


def _shown(text: str) -> str:
    """The picture of a page that ``tests.vault.samples`` adds to a note of that text."""
    return f"page of: {text}"


def _same(found: str | None, wanted: str | None) -> None:
    if found != wanted:
        raise Broken("it opens" if found else "it does not open")


def _ones(world: World) -> Shares:
    """Share one of every epoch, out of the keychain."""
    prefix = f"counsellor-desk {world.name} share-"
    values = [
        item.get_secret().decode("ascii")
        for item in everything_kept()
        if item.get_attributes().get("service", "").startswith(prefix)
    ]
    return frozenset(base64.b64decode(value.split(".")[2]) for value in values)


def _looted(world: World, begin: Begin) -> Loot:
    """Every page that was there before the deed or was written by it, and every share two."""
    folder = world.vault.folder
    store, device = folder / "store.db", folder / "device.key"
    images: list[bytes] = []
    twos: set[bytes] = set()

    def see() -> None:
        images.extend(_pages(store.read_bytes()))
        twos.update(shares_two(device, world.name).values())

    for call in recorded(begin, world.trace, see):
        if call.kind == "write" and call.paths[0].name in {"store.db", "store.db-journal"}:
            images += _pages(call.content)
        elif call.kind == "write" and call.paths == (device,):
            twos |= _shares_two_in(call, world)
    key = _vault_key(folder, world.vault.recovery_key)
    pages = [_decrypted(image, key, world.name, store) for image in dict.fromkeys(images)]
    return Loot(world.name, key, pages, frozenset(twos))


def _pages(raw: bytes) -> Iterator[bytes]:
    return (raw[at : at + PAGE] for at in range(0, len(raw) - PAGE + 1, PAGE))


def _shares_two_in(call: Call, world: World) -> set[bytes]:
    written = world.home / "device.key.written"
    written.write_bytes(call.content)
    return {*shares_two(written, world.name).values()}


def _vault_key(folder: Path, recovery_key: str) -> bytes:
    slots = json.loads((folder / "keyslots-a.json").read_text("utf-8"))
    [slot] = [slot for slot in slots["slots"] if slot["kind"] == "recovery"]
    key = hkdf(recovery_bytes(recovery_key), "recovery", slots["vault"])
    box = base64.b64decode(slot["wrapped"])
    return unbox(key, box, slots["vault"], "key-slot", "recovery", slot["revision"])


def _decrypted(image: bytes, vault_key: bytes, vault: str, store: Path) -> bytes:
    """FORMAT.md 5: AES-256-CBC, its IV in the 80 reserved bytes; page 1 begins with the salt."""
    key = hkdf(vault_key, "database", vault)
    salted = image[:16] == store.read_bytes()[:16]
    cipher = Cipher(algorithms.AES(key), modes.CBC(image[4016:4032])).decryptor()
    return cipher.update(image[16 if salted else 0 : 4016]) + cipher.finalize()
