"""Signing: mouse and stylus, undo, clearing, resizing, and what a screen reader hears."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.signatures import ink_length
from counsellor_desk.ui.widgets.signature_pad import SignaturePad
from tests.ui.accessibility import accessible, faults, name_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad()
    qtbot.addWidget(made)
    made.resize(501, 201)
    made.show()
    return made


def _draw(pad: SignaturePad, *points: tuple[int, int]) -> None:
    first, *rest = (QPoint(*point) for point in points)
    QTest.mousePress(pad, LEFT, pos=first)
    for point in rest:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, LEFT, pos=QPoint(*points[-1]))


def test_ink_is_kept_in_widths_of_the_pad(pad: SignaturePad, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pad.changed):
        _draw(pad, (100, 100), (200, 100), (300, 100))
    (stroke,) = pad.strokes()
    assert [(round(p.x, 2), round(p.y, 2), p.pressure) for p in stroke] == [
        (0.2, 0.2, 0.5),
        (0.4, 0.2, 0.5),
        (0.6, 0.2, 0.5),
    ]
    assert ink_length(pad.strokes()) == pytest.approx(0.4, abs=0.01)


def test_undo_and_clear(pad: SignaturePad) -> None:
    for top in (50, 100, 150):
        _draw(pad, (100, top), (200, top))
    pad.undo()
    assert len(pad.strokes()) == 2
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(pad.strokes()) == 1
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes() == ()
    pad.undo()
    pad.clear()
    assert pad.strokes() == ()


def test_a_dot_is_no_stroke_and_movement_without_pressing_is_no_ink(pad: SignaturePad) -> None:
    _draw(pad, (100, 100))
    QTest.mouseMove(pad, QPoint(300, 100))
    assert pad.strokes() == ()


def test_leaving_the_pad_stays_at_its_edge(pad: SignaturePad) -> None:
    _draw(pad, (400, 100), (900, 500))
    (stroke,) = pad.strokes()
    assert (stroke[-1].x, stroke[-1].y) == (1.0, 0.4)


def test_resizing_keeps_the_ink(pad: SignaturePad) -> None:
    _draw(pad, (100, 100), (300, 100))
    before = pad.strokes()
    for size in ((251, 101), (1001, 201), (400, 900)):
        pad.resize(*size)
        QApplication.processEvents()
        assert pad.strokes() == before
        assert _inked(pad)


def _inked(pad: SignaturePad) -> bool:
    image = pad.grab().toImage()
    places = ((x, y) for x in range(image.width()) for y in range(0, image.height(), 2))
    return any(image.pixelColor(x, y).lightness() < 100 for x, y in places)


def test_a_stylus_brings_its_pressure(pad: SignaturePad) -> None:
    device = QPointingDevice(
        "stylus",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure,
        1,
        1,
    )
    kinds = QEvent.Type
    for kind, x, pressure in (
        (kinds.TabletPress, 100, 0.2),
        (kinds.TabletMove, 200, 0.7),
        (kinds.TabletMove, 300, 1.4),
        (kinds.TabletRelease, 300, 0.0),
    ):
        at = QPointF(x, 100)
        none = Qt.KeyboardModifier.NoModifier
        event = QTabletEvent(kind, device, at, at, pressure, 0, 0, 0, 0, 0, none, LEFT, LEFT)
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()
    (stroke,) = pad.strokes()
    assert [point.pressure for point in stroke] == [0.2, 0.7, 1.0]


@given(st.lists(st.tuples(st.integers(-50, 600), st.integers(-50, 300)), min_size=2, max_size=8))
def test_every_point_lies_on_the_pad(points: list[tuple[int, int]]) -> None:
    pad = SignaturePad()
    pad.resize(501, 201)
    _draw(pad, *points)
    for stroke in pad.strokes():
        assert all(0 <= p.x <= 1 and 0 <= p.y <= 0.4 and 0 <= p.pressure <= 1 for p in stroke)


def test_it_is_a_canvas_with_a_name_and_a_way_round_it(pad: SignaturePad, qtbot: QtBot) -> None:
    assert accessible(pad).role() is QAccessible.Role.Canvas
    assert name_of(pad) == "Signature pad"
    assert faults(pad) == []
    with qtbot.waitSignal(pad.instead):
        QTest.keyClick(pad, Qt.Key.Key_Return)
