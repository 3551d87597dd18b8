"""How much a note is, in words: what is typed, its pages, or that it is on paper."""

from __future__ import annotations

from counsellor_desk.domain.notes import SessionNote
from counsellor_desk.wording import _, n_


def told_size(note: SessionNote) -> str:
    """``120 words``, ``3 pages``, ``120 words and 3 pages``, ``on paper``."""
    if note.on_paper:
        return _("on paper")
    words = n_("{count} word", "{count} words", note.words)
    if not note.pages:
        return words
    pages = n_("{count} page", "{count} pages", note.pages)
    return _("{words} and {pages}").format(words=words, pages=pages) if note.words else pages
