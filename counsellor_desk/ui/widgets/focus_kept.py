"""Keeping one's place while a part of a screen is drawn anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget


@contextmanager
def focus_kept(within: QWidget) -> Iterator[bool]:
    """Replace what stands in ``within``; the focus goes to what then stands at its place.

    Yields whether the focus was in there. New widgets are shown by Qt a moment later, so the
    focus follows then.
    """
    stops = _stops(within)
    focused = QApplication.focusWidget()
    at = stops.index(focused) if focused in stops else -1
    yield at >= 0
    if at >= 0:
        QTimer.singleShot(0, within, lambda: _go_to(within, at))


def _go_to(within: QWidget, at: int) -> None:
    if stops := _stops(within):
        stops[min(at, len(stops) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(within: QWidget) -> list[QWidget]:
    return [each for each in _chain(within) if within.isAncestorOf(each) and _is_stop(each, within)]


def _chain(within: QWidget) -> Iterator[QWidget]:
    each = within.nextInFocusChain()
    while each is not None and each is not within:
        yield each
        each = each.nextInFocusChain()


def _is_stop(widget: QWidget, within: QWidget) -> bool:
    takes_it = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
    return takes_it and widget.isVisibleTo(within)
