"""What the colours of a document mean, without asking the reader's machine (IEC 61966-2-1).

A profile of our own (ICC.1:2001-04), since every shipped one comes with terms of its own.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

NAME: Final = "sRGB IEC61966-2.1"
_WHITE: Final = (0.9642, 1.0, 0.8249)
_PRIMARIES: Final = {
    b"rXYZ": (0.4360, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}
"""Of red, green and blue, seen under the profile's own white (D50)."""
_STEPS: Final = 1024
_HEADER: Final = 128


@cache
def profile() -> bytes:
    """The profile of sRGB as it stands in a document."""
    curve = b"curv" + bytes(4) + struct.pack(f">I{_STEPS}H", _STEPS, *map(_linear, range(_STEPS)))
    parts = {
        b"desc": _described(NAME),
        b"cprt": b"text" + bytes(4) + b"No copyright, use freely.\0",
        b"wtpt": _point(_WHITE),
        **{key: _point(place) for key, place in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return _joined(parts)


def _linear(step: int) -> int:
    """Light of a step of the scale, of 65,535."""
    share = step / (_STEPS - 1)
    light = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return round(light * 65_535)


def _point(place: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(each * 65_536)) for each in place)


def _described(name: str) -> bytes:
    text = name.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)


def _joined(parts: dict[bytes, bytes]) -> bytes:
    """Header, table of parts, and each part once, on a border of four bytes."""
    at = _HEADER + 4 + 12 * len(parts)
    table, body, known = b"", b"", dict[bytes, int]()
    for key, part in parts.items():
        if part not in known:
            known[part] = at + len(body)
            body += part + bytes(-len(part) % 4)
        table += struct.pack(">4sII", key, known[part], len(part))
    return _header(at + len(body)) + struct.pack(">I", len(parts)) + table + body


def _header(size: int) -> bytes:
    white = b"".join(struct.pack(">i", round(each * 65_536)) for each in _WHITE)
    day = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    begins = struct.pack(">I4sI", size, bytes(4), 0x02200000) + b"mntrRGB XYZ " + day + b"acsp"
    return (begins + bytes(28) + white).ljust(_HEADER, b"\0")
