"""Copying that stays inside the program.

What is copied is held here, in memory; the system's clipboard (and X11's selections, and whatever
is dragged) only ever carries a random token under a type of our own. Pasting in here finds the
token and takes what is held; another program finds a type that it does not know and 16 bytes that
say nothing. What another program copied later wins, as everywhere.
"""

from __future__ import annotations

import secrets
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

from counsellor_desk.domain.text import clean

TYPE: Final = "application/x-counsellor-desk-clipping"
_held: dict[bytes, str] = {}
_MOST_HELD: Final = 4  # the clipboard, X11's primary selection, a drag on its way, and one spare


def held(text: str) -> QMimeData:
    """Something to put on a clipboard or to drag that stands for ``text``, and hides it."""
    token = secrets.token_bytes(16)
    while len(_held) >= _MOST_HELD:
        del _held[next(iter(_held))]
    _held[token] = text
    data = QMimeData()
    data.setData(TYPE, QByteArray(token))
    return data


def found(data: QMimeData) -> str:
    """The text that ``data`` stands for or holds, cleaned; empty where there is none."""
    if data.hasFormat(TYPE):
        return _held.get(bytes(data.data(TYPE).data()), "")
    return clean(data.text()).text if data.hasText() else ""


def copy(text: str) -> None:
    """Put ``text`` on the clipboard, for this program only."""
    if text:
        QGuiApplication.clipboard().setMimeData(held(text))


def pasted() -> str:
    """What the clipboard has for us."""
    return found(_clipped())


def can_paste() -> bool:
    """Whether the clipboard has any text for us."""
    data = _clipped()
    return data.hasFormat(TYPE) or data.hasText()


def take_back_selection() -> None:
    """On X11 whatever is marked is published at once: leave that place empty, even of tokens."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def forget() -> None:
    """Let go of everything that was copied."""
    _held.clear()


def _clipped() -> QMimeData:
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none when it is empty
    return data if data is not None else QMimeData()
