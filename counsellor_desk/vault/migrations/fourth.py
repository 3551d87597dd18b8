"""Schema 4: every form, on screen and on paper, and the certificates they are sealed with."""

from __future__ import annotations

from typing import Final

_FORMS: Final[tuple[str, ...]] = ()

_PAPER_FORMS: Final[tuple[str, ...]] = ()

_CERTIFICATES: Final[tuple[str, ...]] = ()

_TEMPLATES: Final[tuple[str, ...]] = ()

STATEMENTS: Final[tuple[str, ...]] = (*_FORMS, *_PAPER_FORMS, *_CERTIFICATES, *_TEMPLATES)
