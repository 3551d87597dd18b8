"""What can be done from anywhere: one list for shortcuts, the command box and the F1 sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.frame.input_watch import InputWatch


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something that can be done. ``group``: under which heading the sheet lists it.

    ``keys`` as Qt writes them (``Ctrl+N``), empty for an action without a shortcut. ``listed``
    False keeps it out of the command box. ``anywhere``: the shortcut also works in dialogs and
    while the desk is hidden.
    """

    key: str
    words: str
    run: Callable[[], object]
    group: str
    keys: str = ""
    icon: str = "chevron-right"
    listed: bool = True
    anywhere: bool = False

    @property
    def shown_keys(self) -> str:
        """The shortcut as this system writes it."""
        return shown_keys(self.keys)


def shown_keys(keys: str) -> str:
    """``Ctrl+N`` as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class Actions:
    """The actions of a window. Registering one also makes its shortcut work there."""

    def __init__(self, window: QWidget, watch: InputWatch) -> None:
        self._window = window
        self._watch = watch
        self._actions: dict[str, Action] = {}
        self._shortcuts: dict[str, QShortcut] = {}

    def register(self, action: Action) -> None:
        """Add an action, or put it in the place of the one with its key."""
        self.withdraw(action.key)
        self._actions[action.key] = action
        if action.keys:
            shortcut = QShortcut(QKeySequence(action.keys), self._window)
            shortcut.activated.connect(action.run)
            self._shortcuts[action.key] = shortcut
        if action.keys and action.anywhere:
            self._watch.on_key(action.keys, action.run)

    def withdraw(self, key: str) -> None:
        """Take an action away, if it is there."""
        self._actions.pop(key, None)
        if (shortcut := self._shortcuts.pop(key, None)) is not None:
            shortcut.setEnabled(False)
            shortcut.deleteLater()

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 - a setter of one truth
        """While the desk is hidden only what works anywhere works."""
        for key, shortcut in self._shortcuts.items():
            shortcut.setEnabled(not hidden or self._actions[key].anywhere)

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())
