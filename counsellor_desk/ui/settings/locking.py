"""When the desk locks by itself, and the PIN that ends Hide and hand-over."""

from __future__ import annotations

from typing import ClassVar

from counsellor_desk.ui.computer.hearing import Source
from counsellor_desk.ui.main_window import HIDE_KEYS, LOCK_KEYS
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.changing_pin import ChangePin, FirstPin, RemovePin
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.boxed import NumberInput
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import emptied
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import preferences
from counsellor_desk.workflows.preferences import IDLE_MINUTES, Preferences


class LockingSection(Section):
    """Idle time, PIN, and what Hide and Lock do."""

    heading: ClassVar[str] = N_("Locking")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        self._minutes = NumberInput(IDLE_MINUTES[0], IDLE_MINUTES[-1], unit=_("minutes"))
        self._minutes.setKeyboardTracking(False)
        self._kept = 0
        self._minutes.changed.connect(self.keep)
        self._pin = Card()
        self._shown_pin: bool | None = None
        self._seen = Tick(_("Let pictures of this screen show the desk"))
        self._seen.changed.connect(self._change_seen)
        self._lay_out()

    def show_now(self, preferences: Preferences) -> None:
        self._kept = preferences.idle_minutes
        self._minutes.blockSignals(True)
        self._minutes.put(self._kept)
        self._minutes.blockSignals(False)
        self._seen.blockSignals(True)
        self._seen.put(preferences.seen_in_captures)
        self._seen.blockSignals(False)
        self._show_pin(has_pin=preferences.has_pin)

    def keep(self) -> None:
        self._minutes.interpretText()
        minutes = self._minutes.value()
        if minutes == self._kept:
            return
        self._kept = minutes
        desk = self.parts.desk
        self.place.ask(
            lambda _progress: preferences.change_idle_minutes(desk, minutes),
            lambda _done: self._locks_after(minutes),
        )

    def _change_seen(self) -> None:
        desk, seen = self.parts.desk, self._seen.value()
        self.place.ask(
            lambda _progress: preferences.change_seen_in_captures(desk, seen=seen),
            lambda _done: self._is_seen(seen=seen),
        )

    def _is_seen(self, *, seen: bool) -> None:
        self.parts.captures.choose(left_out=not seen)
        self.parts.window.say(_("Kept."))

    def _locks_after(self, minutes: int) -> None:
        self.parts.window.idle.set_minutes(minutes)
        self.parts.window.say(_("Kept."))

    def _lay_out(self) -> None:
        idle = Card()
        idle.add(
            Field(
                "idle_minutes",
                _("Lock after so long without a key or the mouse"),
                self._minutes,
                help_=_("1 to 15 minutes. What is being written is kept before the desk locks."),
            )
        )
        self.body.addWidget(idle)
        self.body.addWidget(self._pin)
        if self.parts.captures.possible:
            pictures = Card(_("Pictures of the screen"))
            pictures.add(self._seen)
            pictures.add(standing_back(_pictures()))
            self.body.addWidget(pictures)
        self._said = Card(_("Hide and Lock"))
        self._said.add(Row(_("Hide ({keys})").format(keys=HIDE_KEYS), below=_hide()))
        self._said.add(Row(_("Lock ({keys})").format(keys=LOCK_KEYS), below=_lock()))
        self._said.add(Row(_("By itself"), below=_by_itself(self.parts.hearing.sources)))
        self.body.addWidget(self._said)

    def _show_pin(self, *, has_pin: bool) -> None:
        if has_pin is self._shown_pin:
            return
        self._shown_pin = has_pin
        emptied(self._pin.body)
        self._pin.body.setSpacing(GRID)
        words = _("A PIN is set.") if has_pin else _("No PIN is set.")
        ends = (
            (
                secondary(_("Change the PIN…"), self._change),
                quiet(_("Remove it…"), self._remove),
            )
            if has_pin
            else (secondary(_("Set a PIN…"), self._set),)
        )
        self._pin.add(Row(words, below=_pin_does(), ends=ends))

    def _set(self) -> None:
        FirstPin(self.parts, self._told).open()

    def _change(self) -> None:
        ChangePin(self.parts, self._told).open()

    def _remove(self) -> None:
        RemovePin(self.parts, self._told).open()

    def _told(self, sentence: str, *, has_pin: bool) -> None:
        self._show_pin(has_pin=has_pin)
        self.parts.window.say(sentence)


def _pictures() -> str:
    return _(
        "Without it, whoever records this screen or looks at it from elsewhere sees nothing of the "
        "desk, and neither does a program that keeps pictures by itself. Tick it for training or "
        "remote help, or where a screen reader or magnifier cannot see the desk."
    )


def _by_itself(sources: frozenset[Source]) -> str:
    heard = [source.label for source in Source if source in sources]
    if not heard:
        return _(
            "After the time above. This computer tells the desk nothing else, not even that it "
            "goes to sleep: please lock before you close it."
        )
    told = _("After the time above, and when this computer tells of one of these: {signs}.")
    return told.format(signs=", ".join(heard))


def _pin_does() -> str:
    return _(
        "Four to eight digits that bring the desk back after Hide and after a client had it. "
        "They never open the store; five wrong tries lock the desk."
    )


def _hide() -> str:
    return _(
        "Takes everything off the screen at once; your PIN or your passphrase brings it back as "
        "it was."
    )


def _lock() -> str:
    return _(
        "Keeps what is being written, closes the store and ends the program; only your "
        "passphrase opens it again."
    )
