"""The one door for late imports.

reportlab, pyHanko and keyring cost 0.2 to 0.9 s to import, and a counsellor who only reads a
summary needs none of them. The modules of ours that use them import them plainly at their top, as
everywhere; whoever uses *those* modules loads them through here::

    if TYPE_CHECKING:
        from counsellor_desk.documents import sealing
    else:
        sealing = lazily("counsellor_desk.documents.sealing")

mypy and the import contracts read the first line, the program runs the second, and the real import
happens at the first attribute that is asked for.
"""

from __future__ import annotations

from importlib import import_module

from counsellor_desk.errors import NOTHING_LOST, DeskError
from counsellor_desk.wording import N_


class PartMissing(DeskError):
    """A library that this part leans on is not there, or does not load."""

    happened = N_("A part of Counsellor Desk that this needs does not load on this computer.")
    safe = NOTHING_LOST
    next_step = N_("Everything else works. Install Counsellor Desk again, and try it once more.")


class _Later:
    """Stands for a module until one of its attributes is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> object:
        """Of the module.

        Raises:
            PartMissing: it, or what it leans on, cannot be imported.
        """
        try:
            module = import_module(self._name)
        except ImportError as missing:
            raise PartMissing from missing
        return getattr(module, attribute)


def lazily(name: str) -> _Later:
    """A stand-in for the module ``name``, imported at first use."""
    return _Later(name)
