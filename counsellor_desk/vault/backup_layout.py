"""A backup's ZIP, byte for byte: three stored members and nothing else (FORMAT.md 10).

Pure. Everything in the file but the members' content follows from their names, sizes and CRCs, so
a reader computes it and compares: nothing that a hostile archive could say is ever interpreted.
Fields are those of PKWARE's APPNOTE 6.3, with its ZIP64 records only where a size calls for them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MANIFEST: Final = "manifest.json"
KEYSLOTS: Final = "keyslots.json"
STORE: Final = "store.db"
HEAD_BYTES: Final = 30
_IN_64: Final = 0xFFFF_FFFF
_EXTRA_BYTES: Final = 20
_PLAIN, _ZIP64 = 20, 45
_UNIX: Final = 3 << 8
_NO_DAY: Final = 0x21  # 1980-01-01: when it was made stands in the manifest
_FILE_0600: Final = 0o100600 << 16


@dataclass(frozen=True)
class Member:
    """A stored member; ``crc`` is the CRC-32 of its content."""

    name: str
    size: int
    crc: int

    @property
    def is_large(self) -> bool:
        """Whether its size needs a ZIP64 field."""
        return self.size >= _IN_64


def head(member: Member) -> bytes:
    """What stands before the member's content."""
    extra = struct.pack("<HHQQ", 1, 16, member.size, member.size) if member.is_large else b""
    return (
        b"PK\x03\x04"
        + struct.pack("<H", _ZIP64 if member.is_large else _PLAIN)
        + _facts(member)
        + struct.pack("<HH", len(member.name), len(extra))
        + member.name.encode("ascii")
        + extra
    )


def rest_of_head(beginning: bytes, name: str) -> int:
    """How many bytes follow the first 30 of a head of that name."""
    return len(name) + (_EXTRA_BYTES if _size(beginning) == _IN_64 else 0)


def member_in(found: bytes, name: str) -> Member | None:
    """The member whose head that is, to the byte; None where it is no head of that name."""
    size, extra = _size(found), found[HEAD_BYTES + len(name) :]
    if size == _IN_64 and len(extra) == _EXTRA_BYTES:
        (size,) = struct.unpack_from("<Q", extra, 4)
    (crc,) = struct.unpack_from("<I", found, 14)
    member = Member(name, size, crc)
    return member if head(member) == found else None


def tail(members: Sequence[Member]) -> bytes:
    """What stands after the last member's content, to the end of the file."""
    entries, at = b"", 0
    for member in members:
        entries += _entry(member, at)
        at += len(head(member)) + member.size
    return entries + _end(len(members), len(entries), at)


def _size(beginning: bytes) -> int:
    """The size in a head's first 30 bytes; that of a large member stands in the ZIP64 field."""
    return int(struct.unpack_from("<I", beginning, 18)[0])


def _facts(member: Member) -> bytes:
    size = _IN_64 if member.is_large else member.size
    return struct.pack("<HHHHIII", 0, 0, 0, _NO_DAY, member.crc, size, size)


def _entry(member: Member, offset: int) -> bytes:
    extra = struct.pack("<HHQQ", 1, 16, member.size, member.size) if member.is_large else b""
    version = _ZIP64 if member.is_large else _PLAIN
    return (
        b"PK\x01\x02"
        + struct.pack("<HH", _UNIX | version, version)
        + _facts(member)
        + struct.pack("<HHHHHII", len(member.name), len(extra), 0, 0, 0, _FILE_0600, offset)
        + member.name.encode("ascii")
        + extra
    )


def _end(count: int, size: int, offset: int) -> bytes:
    records = b""
    if offset >= _IN_64:
        records = b"PK\x06\x06" + struct.pack(
            "<QHHIIQQQQ", 44, _UNIX | _ZIP64, _ZIP64, 0, 0, count, count, size, offset
        )
        records += b"PK\x06\x07" + struct.pack("<IQI", 0, offset + size, 1)
    return (
        records
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count, count, size, min(offset, _IN_64), 0)
    )
