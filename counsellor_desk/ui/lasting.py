"""Keeps ``None`` alive under Python 3.11.

The wheels of PySide6 6.12 hand out ``None``, ``True`` and ``False`` without counting the reference,
as is right from Python 3.12 on, where they are immortal (PEP 683). Under 3.11 every call of a Qt
method that returns nothing takes one from their count, and after some thousands of calls the
interpreter ends with "none_dealloc: deallocating None". So their counts are put out of reach once,
before Qt is first called. Seen with 6.12.0 under 3.11.2 and 3.11.7; 6.11.3 still counts. This
module goes when 3.11 does.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_SINGLETONS: Final = (None, True, False, NotImplemented)
_OUT_OF_REACH: Final = 1 << 40
"""A thousand calls a millisecond would need more than ten days to come down from here."""


def keep_singletons() -> None:
    """Raise the reference counts that are still within reach; nothing from Python 3.12 on."""
    if sys.version_info >= (3, 12):
        return
    for singleton in _SINGLETONS:
        if sys.getrefcount(singleton) < _OUT_OF_REACH:
            # CPython's objects begin with their reference count (Include/object.h).
            ctypes.c_ssize_t.from_address(id(singleton)).value += _OUT_OF_REACH
