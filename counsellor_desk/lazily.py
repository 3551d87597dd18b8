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


class _Later:
    """Stands for a module until one of its attributes is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> object:
        return getattr(import_module(self._name), attribute)


def lazily(name: str) -> _Later:
    """A stand-in for the module ``name``, imported at first use."""
    return _Later(name)
