"""A row of the summary: its words, what is to be confirmed in them, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.reductions import WorkingLine
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.line_text import LineText
from counsellor_desk.ui.reduce.otherwise import OTHERWISE_KEYS, offer
from counsellor_desk.ui.reduce.risk_chips import RiskChips
from counsellor_desk.ui.reduce.row_tool import SIDE, RowTool
from counsellor_desk.ui.reduce.to_look_at import in_row, marked_in
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import CONTROL_RADIUS, Type, scaled, tokens
from counsellor_desk.ui.widgets.editing_menu import editing_menu
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.words import secondary
from counsellor_desk.wording import _

OVERHANG: Final = 10
"""Pixels by which the ground of a lit row reaches beyond its words."""
TO_VIEW_KEYS: Final = "Ctrl+Shift+P"
LEAVE_OUT_KEYS: Final = "Ctrl+Shift+D"
VIEW_KEYS: Final = "Ctrl+Shift+V"
_BAR: Final = 3
_AIR: Final = 3


class LineRow(QWidget):
    """One line. It is lit with its source, and shows its tools while it is at hand."""

    def __init__(self, work: Work, line: WorkingLine) -> None:
        super().__init__()
        self.key = line.key
        self._work = work
        self._line = line
        self.text = LineText()
        self._tools: tuple[RowTool, ...] = ()
        self._layout = column(gap=_AIR)
        self._layout.addWidget(self.text)
        self.setLayout(self._layout)
        self._chips = self._with_chips()
        if not line.spans:
            self.text.setPlaceholderText(_("Write a line of your own"))
            self._layout.addWidget(secondary(_("Your own words"), type_=Type.SMALL))
        self._set_margins()
        self._join()
        self.show_line(line)

    def show_line(self, line: WorkingLine) -> None:
        """Show the line as it stands now."""
        self._line = line
        self.text.setAccessibleName(line.section.label)
        self.text.show_text(line.text)
        self.text.mark(marked_in(self._work, line))
        if self._chips is not None:
            self._chips.show_summary(self._work.summary)

    def leave_out(self) -> None:
        """Take the line out of the summary; what it comes from can be brought back."""
        self._work.remove(self.key)

    def move_to(self, section: Section) -> None:
        """Put the line into another section."""
        self._work.move(self.key, section)

    def turn_view(self) -> None:
        """Say that the line is a professional view, or a fact after all."""
        in_view = self._line.section is Section.VIEW
        self.move_to(Section.OBSERVED if in_view else Section.VIEW)

    def say_otherwise(self) -> bool:
        """Offer plainer words and roles for what is marked in the line; False where nothing is."""
        found = in_row(self._work, self.key)
        here = self.text.words_at_cursor()
        found.sort(key=lambda look: look.words.lower() not in here.lower())
        if found:
            below = self.text.mapToGlobal(self.text.cursorRect().bottomLeft())
            offer(self.text, below, self._work, found)
        return bool(found)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._work.light(self._line.spans)
        self._show_tools()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._work.dim()
        for tool in self._tools:
            tool.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tools()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_margins()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        at_work, worn = self._work.row == self.key, tokens()
        if not (at_work or self._is_lit()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.selection))
        painter.drawRoundedRect(QRectF(self.rect()), CONTROL_RADIUS, CONTROL_RADIUS)
        if at_work:
            painter.setBrush(QColor(worn.accent))
            bar = QRectF(0, _AIR, _BAR, self.height() - 2 * _AIR)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.end()

    def _with_chips(self) -> RiskChips | None:
        cues = self._work.risks_at(self._line.spans)
        if not cues:
            return None
        chips = RiskChips(self._work, cues)
        chips.settled.connect(self._work.risk_settled)
        self._layout.addWidget(chips)
        return chips

    def _join(self) -> None:
        text = self.text
        text.changed.connect(self._edited)
        text.entered.connect(lambda: self._work.stand_at(self.key))
        text.emptied.connect(self.leave_out)
        text.below.connect(lambda: self._work.type_below(self.key, self._line.section))
        text.stepped.connect(lambda by: self._work.step_from(self.key, by))
        text.undone.connect(self._work.undo)
        text.redone.connect(self._work.redo)
        text.menu_wanted.connect(self._offer)
        self._work.lit.connect(self.update)

    def _edited(self) -> None:
        words = self.text.value()
        self._work.edit(
            lambda summary: reductions.line_edited(summary, self.key, words), ("line", self.key)
        )

    def _is_lit(self) -> bool:
        lit = self._work.lit_spans
        return any(own.overlaps(span) for own in self._line.spans for span in lit)

    def _set_margins(self) -> None:
        gutter = 2 * scaled(SIDE)
        self._layout.setContentsMargins(OVERHANG, _AIR, OVERHANG + gutter, _AIR)

    def _show_tools(self) -> None:
        if not self._tools:
            leave = RowTool("x", _("Leave it out"), self.leave_out, LEAVE_OUT_KEYS, self)
            move = RowTool("ellipsis", _("Move it"), self._offer_sections, "", self)
            self._tools = (move, leave)
        self._place_tools()
        for tool in self._tools:
            tool.show()

    def _place_tools(self) -> None:
        side = scaled(SIDE)
        left = self.width() - len(self._tools) * side - _AIR
        for tool in self._tools:
            tool.setGeometry(left, 2, side, side)
            left += side

    def _offer_sections(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _add_sections(menu, self._line, self.move_to)
        menu.popup(self.mapToGlobal(QPoint(self.width(), scaled(SIDE))))

    def _offer(self, at: QPoint) -> None:
        menu = editing_menu(self.text, marked=self.text.textCursor().hasSelection())
        menu.addSeparator()
        otherwise = menu.addAction(_("Say it otherwise…"), self.say_otherwise)
        otherwise.setShortcut(OTHERWISE_KEYS)
        otherwise.setEnabled(bool(in_row(self._work, self.key)))
        menu.addAction(_("Leave it out"), self.leave_out).setShortcut(LEAVE_OUT_KEYS)
        _add_sections(menu.addMenu(_("Move it to")), self._line, self.move_to)
        menu.popup(at)


def _add_sections(menu: QMenu, line: WorkingLine, move_to: Callable[[Section], object]) -> None:
    turn = Section.OBSERVED if line.section is Section.VIEW else Section.VIEW
    for section in Section:
        if section is not line.section:
            action = menu.addAction(section.label, partial(move_to, section))
            action.setShortcut(TO_VIEW_KEYS if section is turn else "")
