"""A second reader of the store, written from FORMAT.md alone: it imports nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def hkdf(material: bytes, purpose: str, vault: str) -> bytes:
    """RFC 5869 by its own definition, for one block of output."""
    pseudorandom = hmac.new(bytes(32), material, hashlib.sha256).digest()
    info = f"counsellor-desk/1|{purpose}|{vault}".encode("ascii")
    return hmac.new(pseudorandom, info + b"\x01", hashlib.sha256).digest()


def unbox(key: bytes, box: bytes, *label: object) -> bytes:
    """The content of a box; InvalidTag where it does not open. Label: V, type, id, revision."""
    associated = "|".join(["counsellor-desk/1", *map(str, label)]).encode("ascii")
    return ChaCha20Poly1305(key).decrypt(box[:12], box[12:], associated)


def unframe(frame: bytes) -> bytes:
    """The content of a frame."""
    assert len(frame) % 512 == 0
    length = int.from_bytes(frame[:4], "big")
    assert not any(frame[4 + length :])
    return frame[4 : 4 + length]


def canonical(value: Any) -> bytes:
    """Canonical JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def recovery_bytes(written: str) -> bytes:
    """The recovery key's 18 bytes; check characters are checked by multiplying in GF(2^5)."""
    number = 0
    for place, group in enumerate(written.split("-"), 1):
        values = [CROCKFORD.index(character) for character in group]
        check = place
        for power, value in enumerate(values[:4], 1):
            product = value << power
            for bit in range(9, 4, -1):
                if product >> bit & 1:
                    product ^= 0b100101 << bit - 5
            check ^= product
        assert check == values[4]
        for value in values[:4]:
            number = number << 5 | value
    return number.to_bytes(18, "big")


def shares_one(keys: Path, vault: str) -> dict[int, bytes]:
    """Epoch and share one, out of a key folder."""
    found = {}
    for path in keys.glob(f"{vault}-share-?"):
        version, epoch, value = path.read_text("ascii").split(".")
        assert version == "1"
        found[int(epoch)] = base64.b64decode(value)
    return found


def shares_two(path: Path, vault: str) -> dict[int, bytes]:
    """Epoch and share two, out of device.key."""
    raw = path.read_bytes()
    found = {}
    for slot in (raw[:4096], raw[4096:8192]):
        if slot[:4] == b"CDK1" and hashlib.sha256(slot[:70]).digest() == slot[70:102]:
            assert slot[12:38] == vault.encode("ascii")
            found[int.from_bytes(slot[4:12], "big")] = slot[38:70]
    return found


@dataclass
class Reader:
    """A store's folder, and the folder with the values that a keychain would keep."""

    folder: Path
    keys: Path

    def __post_init__(self) -> None:
        self.slots = json.loads((self.folder / "keyslots-a.json").read_text("utf-8"))
        self.vault = self.slots["vault"]

    def by_passphrase(self, passphrase: str) -> bytes:
        """The vault key."""
        slot = self.slots["slots"][0]
        cost = slot["argon2id"]
        stretched = Argon2id(
            salt=base64.b64decode(cost["salt"]),
            length=32,
            iterations=cost["passes"],
            lanes=cost["lanes"],
            memory_cost=cost["memory_kib"],
        ).derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))
        item = self.keys / f"{self.vault}-device-{slot['device']['item']}"
        version, revision, value = item.read_text("ascii").split(".")
        assert (version, int(revision)) == ("1", slot["revision"])
        device = base64.b64decode(value)
        check = base64.b64decode(slot["device"]["check"])
        assert hkdf(device, "device-check", self.vault)[:8] == check
        key = hkdf(stretched + device, "passphrase", self.vault)
        return self._unwrapped(slot, key)

    def by_recovery_key(self, written: str) -> bytes:
        """The vault key."""
        key = hkdf(recovery_bytes(written), "recovery", self.vault)
        return self._unwrapped(next(s for s in self.slots["slots"] if s["kind"] == "recovery"), key)

    def by_manager(self, secret: str) -> bytes:
        """The vault key, with the age identity of a service manager."""
        slot = next(slot for slot in self.slots["slots"] if slot["kind"] == "manager")
        identity = pyrage.x25519.Identity.from_str(secret)
        assert slot["recipient"] == str(identity.to_public())
        return bytes(pyrage.decrypt(base64.b64decode(slot["wrapped"]), [identity]))

    def _unwrapped(self, slot: dict[str, Any], key: bytes) -> bytes:
        box = base64.b64decode(slot["wrapped"])
        return unbox(key, box, self.vault, "key-slot", slot["kind"], slot["revision"])

    def slots_answer_to(self, vault_key: bytes) -> bool:
        """Checksum and code of both copies."""
        code = hkdf(vault_key, "key-slots", self.vault)
        for name in ("keyslots-a.json", "keyslots-b.json"):
            members = json.loads((self.folder / name).read_text("utf-8"))
            digest, tag = members.pop("sha256"), members.pop("hmac")
            content = canonical(members)
            fits = hashlib.sha256(content).hexdigest() == digest
            if not fits or hmac.new(code, content, hashlib.sha256).hexdigest() != tag:
                return False
        return True

    def database(self, vault_key: bytes) -> Any:
        """A connection."""
        beginning = (self.folder / "store.db").read_bytes()[:16]
        assert beginning.hex() == self.slots["store"]
        connection = sqlcipher.connect(str(self.folder / "store.db"))
        connection.row_factory = sqlcipher.Row
        connection.set_key(f"x'{hkdf(vault_key, 'database', self.vault).hex()}'")
        return connection

    def epoch_key(self, vault_key: bytes, epoch: int, one: bytes, two: bytes) -> bytes:
        """What unwraps the note keys of that epoch."""
        notes = hkdf(vault_key, f"notes {epoch}", self.vault)
        return hkdf(notes + one + two, f"epoch {epoch}", self.vault)

    def _note_key(self, database: Any, epoch_key: bytes, epoch: int, note: str) -> bytes:
        query = "SELECT wrapped FROM note_keys WHERE note_id = ? AND epoch = ?"
        wrapped = database.execute(query, (note, epoch)).fetchone()[0]
        return unbox(epoch_key, wrapped, self.vault, "note-key", note, epoch)

    def pages_of_note(self, database: Any, epoch_key: bytes, epoch: int, note: str) -> list[bytes]:
        """The pictures of its pages in their order."""
        key = self._note_key(database, epoch_key, epoch, note)
        query = "SELECT id, page FROM note_pages WHERE note_id = ? ORDER BY position"
        return [
            unframe(unbox(key, row["page"], self.vault, "note-page", row["id"], 1))
            for row in database.execute(query, (note,))
        ]

    def note(self, database: Any, epoch_key: bytes, epoch: int, note: str) -> tuple[str, bytes]:
        """Text and working draft; InvalidTag where the key is not the one."""
        key = self._note_key(database, epoch_key, epoch, note)
        row = database.execute("SELECT * FROM notes WHERE id = ?", (note,)).fetchone()
        text = unbox(key, row["body"], self.vault, "note", note, row["revision"])
        draft = unbox(key, row["working"], self.vault, "working", note, row["working_revision"])
        return unframe(text).decode("utf-8", "surrogatepass"), unframe(draft)

    def chain(self, database: Any, vault_key: bytes) -> list[tuple[int, str]]:
        """Number and record code of every audit entry; every link is checked."""
        newest, before, codes = hkdf(vault_key, "audit", self.vault), bytes(32), []
        older = database.execute("SELECT until, key FROM trail_keys ORDER BY until").fetchall()
        for row in database.execute("SELECT * FROM audit ORDER BY seq"):
            members = {name: row[name] for name in ("about", "act", "at", "monotonic", "seq")}
            members |= {"slot": row["slot"], "facts": json.loads(row["facts"])}
            key = next((each["key"] for each in older if row["seq"] <= each["until"]), newest)
            before = hmac.new(key, before + canonical(members), hashlib.sha256).digest()
            assert before == row["link"]
            codes.append((row["seq"], record_code(row["seq"], before)))
        return codes

    def pages(self, vault_key: bytes) -> Iterator[bytes]:
        """Every page of store.db in plain, free ones too: AES-256-CBC, IV in the reserve."""
        key = hkdf(vault_key, "database", self.vault)
        raw = (self.folder / "store.db").read_bytes()
        for start in range(0, len(raw), 4096):
            page = raw[start : start + 4096]
            sealed = page[16 if start == 0 else 0 : 4016]
            cipher = Cipher(algorithms.AES(key), modes.CBC(page[4016:4032])).decryptor()
            yield cipher.update(sealed) + cipher.finalize()


def unpacked(backup: Path, folder: Path) -> Reader:
    """A backup's members where a store has them; every digest and count is checked."""
    folder.mkdir()
    with zipfile.ZipFile(backup) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    assert list(members) == ["manifest.json", "keyslots.json", "store.db"]
    manifest = json.loads(members["manifest.json"])
    assert canonical(manifest) == members["manifest.json"]
    for name, told in manifest["members"].items():
        assert told["size"] == len(members[name])
        assert told["sha256"] == hashlib.sha256(members[name]).hexdigest()
    for name in ("keyslots-a.json", "keyslots-b.json"):
        (folder / name).write_bytes(members["keyslots.json"])
    (folder / "store.db").write_bytes(members["store.db"])
    reader = Reader(folder, folder)
    assert reader.vault == manifest["vault"]
    return reader


def record_code(seq: int, link: bytes) -> str:
    """Sequence number and twelve characters for the first 60 bits."""
    bits = "".join(f"{byte:08b}" for byte in link)[:60]
    letters = "".join(CROCKFORD[int(bits[at : at + 5], 2)] for at in range(0, 60, 5))
    return f"{seq}-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
