"""Signing on the screen: one person at a time, over the whole display."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.ui.forms.leaf import EDGE, Roll
from counsellor_desk.ui.tokens import GRID, Type, scaled
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Columns, Flow, column, row
from counsellor_desk.ui.widgets.signature_pad import SignaturePad
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.wording import N_, _

_WHOSE = {
    SignerRole.CLIENT: N_("Signature of the client"),
    SignerRole.COUNSELLOR: N_("Signature of the counsellor"),
    SignerRole.WITNESS: N_("Signature of a witness"),
    SignerRole.INTERPRETER: N_("Signature of the interpreter"),
    SignerRole.PARENT: N_("Signature of the parent or guardian"),
    SignerRole.ORGANISATION: N_("Signature for the organisation"),
    SignerRole.SERVICE_MANAGER: N_("Signature of the service manager"),
}

_FILL: Final = 1000
_NARROWEST: Final = 360
"""Pixels at 100 %: a signature needs so much at least, even if it has to be scrolled to."""


class PadLeaf(QWidget):
    """The pad, the name, and the day that is confirmed. ``done`` when all three are given.

    ``cancelled``: not now; ``on_paper``: somebody would rather sign by hand.
    """

    done = Signal()
    cancelled = Signal()
    on_paper = Signal()

    def __init__(self, role: SignerRole, form: str, name: str, now: datetime) -> None:
        """``form``: which form that is, as a line; ``name``: who signs, where it is known."""
        super().__init__()
        self.role = role
        self.pad = SignaturePad()
        self._name = LineInput()
        self._name.put(name)
        self._today = Tick(_("Today is {day}").format(day=dates.day(now.date())))
        self._dated = Field("signed_on", _("Day of signing"), self._today, help_=_clock(now))
        self._today.setAccessibleName(self._today.text())
        self._signature = Field(
            "signature",
            _("Sign on the line"),
            self.pad,
            help_=_(
                "With a mouse, a finger or a pen. If none of them will do: press Enter here, or "
                "the button below, and sign on paper instead."
            ),
        )
        self._named = Field(
            "signer_name",
            _("Name of the person signing"),
            self._name,
            help_=_("It stands beside the signature."),
        )
        self._inner = QWidget()
        self._lay_out(form)
        self.pad.instead.connect(self.on_paper)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, self.cancelled.emit, context=within)

    @property
    def name(self) -> str:
        """Who signs, as typed."""
        return self._name.value()

    def take_focus(self) -> None:
        """Begin at the pad."""
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, form: str) -> None:
        inside = column(gap=2 * GRID, margins=(EDGE, 0, GRID, 2 * GRID))
        inside.addWidget(Words(form, tone=Tone.SECONDARY))
        inside.addWidget(Words(_(_WHOSE[self.role]), type_=Type.HEADLINE, weight=Weight.Bold))
        inside.addLayout(self._across())
        below = Columns((1, 1), least=260)
        below.add(self._named, 0)
        below.add(self._dated, 1)
        inside.addWidget(below)
        inside.addLayout(self._buttons())
        self._inner.setLayout(inside)
        layout = column()
        layout.addWidget(Roll(self._inner))
        self.setLayout(layout)

    def _across(self) -> QHBoxLayout:
        """The pad, as wide as its height allows: a low window shows all of the page."""
        across = row(gap=0)
        across.addWidget(self._signature, _FILL)
        across.addStretch(1)
        return across

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        wide = self.pad.width()
        others = self._inner.heightForWidth(self._inner.width()) - self.pad.heightForWidth(wide)
        room = max(0, self.height() - others)
        fitting = room * wide // max(1, self.pad.heightForWidth(wide))
        self._signature.setMaximumWidth(max(scaled(_NARROWEST), fitting))

    def _buttons(self) -> Flow:
        buttons = Flow(gap=12, align_right=True)
        for button in (
            quiet(_("I would rather sign on paper"), self.on_paper.emit, icon_name="printer"),
            secondary(_("Undo"), self.pad.undo, icon_name="undo-2"),
            secondary(_("Clear"), self.pad.clear, icon_name="eraser"),
            secondary(_("Not now"), self.cancelled.emit),
            primary(_("Done"), self._done, shortcut="Ctrl+Return"),
        ):
            buttons.addWidget(button)
        return buttons

    def _done(self) -> None:
        if self._today.value():
            self.done.emit()
        else:
            self._dated.show_error(
                _("Confirm the day, or stop and set the clock of this computer.")
            )


def _clock(now: datetime) -> str:
    return _("This computer’s clock says {time}, which is kept too.").format(time=f"{now:%H:%M}")
