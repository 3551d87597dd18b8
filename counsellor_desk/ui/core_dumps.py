"""A crash leaves no picture of the memory behind: a note that was open would stand in it.

The limit is kept by the kernel and honoured by systemd-coredump and apport. The process is not
made undumpable altogether, since the desktop's portals then no longer know whose window it is.
"""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import resource


def forbid() -> None:
    """From here on; what this process starts inherits it. On Windows there are none by default."""
    if sys.platform != "win32":
        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
