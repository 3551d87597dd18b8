"""Passphrases and PINs. Their lines stay hidden ones, which Qt never copies from.

"Show" writes the passphrase out below the line instead of turning the line into an ordinary one:
six words can be read as a whole, and nothing can be marked that X11 would then hand around.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.wording import _

_JUDGE_AFTER: Final = 250  # ms without a key: judging a passphrase takes some tens of ms


class SecretLine(PrivateLine):
    """A hidden line. ``caps`` says whether the last letter was typed with caps lock on."""

    caps = Signal(bool)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("field", parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.returnPressed.connect(self.entered)

    def value(self) -> str:
        """What was typed."""
        return self.text()

    def put(self, secret: str) -> None:
        """Show ``secret``, hidden; nothing clears it."""
        self.setText(secret)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(event.text().isupper() is not shifted)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """A passphrase: shown on demand, with a hint when caps lock is on.

    ``strength`` says in words how strong it is; it is asked when typing pauses.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, strength: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._judge = strength
        self._line = SecretLine(self)
        self._show = Button(_("Show"), look=Look.SECONDARY)
        self._show.setCheckable(True)
        self._read = Words("", weight=Weight.Medium)
        self._hint = Words("", type_=Type.SMALL, tone=Tone.AMBER)
        self._strength = Words("", type_=Type.SMALL, tone=Tone.SECONDARY)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_JUDGE_AFTER)
        self._lay_out()
        self._connect()

    def value(self) -> str:
        """What was typed."""
        return self._line.value()

    def put(self, secret: str) -> None:
        """Fill it in; nothing clears it."""
        self._line.put(secret)

    def _lay_out(self) -> None:
        self.setFocusProxy(self._line)
        layout, top = column(gap=GRID // 2), row()
        top.addWidget(self._line, 1)
        top.addWidget(self._show)
        layout.addLayout(top)
        for words in (self._read, self._hint, self._strength):
            layout.addWidget(words)
            words.hide()
        self.setLayout(layout)

    def _connect(self) -> None:
        self._line.changed.connect(self._typed)
        self._line.entered.connect(self.entered)
        self._line.caps.connect(self._warn)
        self._show.toggled.connect(self._read_out)
        self._pause.timeout.connect(self._say_strength)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)
        self._show.setAccessibleName(_("Show: {label}").format(label=name))

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)

    def _typed(self) -> None:
        self._read_out()
        if self._judge is not None:
            self._pause.start()
        self.changed.emit()

    def _read_out(self) -> None:
        shown = self._show.isChecked()
        self._show.setText(_("Hide it") if shown else _("Show"))
        self._read.say(self._line.value() if shown else "")
        self._read.setVisible(bool(shown and self._line.value()))

    def _warn(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        was = not self._hint.isHidden()
        self._hint.say(_("Caps lock is on.") if on else "")
        self._hint.setVisible(on)
        if on and not was:
            announce(self._line, _("Caps lock is on."))

    def _say_strength(self) -> None:
        sentence = self._judge(self.value()) if self._judge and self.value() else ""
        self._strength.say(sentence)
        self._strength.setVisible(bool(sentence))


class PinField(SecretLine):
    """Four to eight digits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(8)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,8}"), self))
        self.setInputMethodHints(self.inputMethodHints() | Qt.InputMethodHint.ImhDigitsOnly)
