"""What the print system of Linux answered to a job. Qt hands the job over and does not look.

``QCupsPrintEnginePrivate::closePrintDevice`` throws away the result of ``cupsPrintFile``, so that
a queue that refuses looks like paper that came out. CUPS keeps its last answer for each thread.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Final

_LIBRARY: Final = "libcups.so.2"  # what Qt's printing plug-in has loaded already
_FIRST_ERROR: Final = 0x0100  # RFC 8011, appendix B: below stand the kinds of success


def took_the_last_job() -> bool:
    """Whether it did; to be asked on the thread that printed, right after the painter ended.

    Elsewhere than on Linux the system tells Qt itself, and this is always so.
    """
    if not sys.platform.startswith("linux"):
        return True
    with suppress(OSError):
        status: int = ctypes.CDLL(_LIBRARY).cupsLastError()
        return 0 <= status < _FIRST_ERROR
    return True
