"""The one door for every sentence that a person reads.

English sentences stand in the code as message ids; ``resources/wording/counsellor_desk.pot`` is
the catalogue that Babel draws from them, and a translation is installed with ``use``. A test draws
the catalogue anew and fails where it differs.

``_`` translates now; ``N_`` only marks a sentence for the catalogue where translating has to wait
(class bodies, tables, errors); ``n_`` chooses between singular and plural.
"""

from __future__ import annotations

from gettext import NullTranslations
from typing import Final

_installed: list[NullTranslations] = [NullTranslations()]

DOMAIN: Final = "counsellor_desk"


def use(translations: NullTranslations) -> None:
    """Install the catalogue that all later sentences come from."""
    _installed[0] = translations


def _(sentence: str) -> str:
    """The sentence in the installed language; the empty string stays empty."""
    return _installed[0].gettext(sentence) if sentence else ""


def n_(one: str, many: str, count: int) -> str:
    """The form for ``count``, with ``{count}`` filled in."""
    return _installed[0].ngettext(one, many, count).format(count=count)


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """The sentence unchanged; it is only marked for the catalogue."""
    return sentence
