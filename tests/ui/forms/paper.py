"""Forms on paper in the window: what lies on a client's table, and the files that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.ui.forms.paper_signers import SignerEntry
from counsellor_desk.workflows import paper_printing
from counsellor_desk.workflows.desk import Desk
from tests import scanned
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import commit, press, put_day, write
from tests.walked_forms import answered


def on_paper(desk: Desk, form: str = "F6", case: Case | None = None) -> tuple[ConsentId, bytes]:
    """A client's form with everything answered, printed; and the paper."""
    of = case or add_case(desk, "Kayleigh Stott")
    which = answered(desk, of, form, Outcome.GIVEN).consent.id
    return which, paper_printing.print_form(desk, which)


def photographed(folder: Path, sheets: Sequence[Image.Image]) -> list[Path]:
    """A photograph of each sheet, as a telephone names them."""
    files = [folder / f"IMG_{at:04}.jpg" for at, _sheet in enumerate(sheets, 9)]
    for file, sheet in zip(files, sheets, strict=True):
        file.write_bytes(scanned.jpeg(sheet))
    return files


def choose(desk_window: DeskWindow, *files: Path) -> None:
    """Choose these in the system's dialog."""
    asked = desk_window.window.findChildren(QFileDialog)[-1]
    asked.filesSelected.emit([str(file) for file in files])
    asked.reject()
    desk_window.settle()


def drop(desk_window: DeskWindow, over: QWidget, *files: Path) -> bool:
    """Drag these over that widget and let go; whether they are taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    middle, copy = QPointF(over.rect().center()), Qt.DropAction.CopyAction
    pressed, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dragged = QDragEnterEvent(middle, copy, mime, pressed, plain)
    dragged.ignore()
    QApplication.sendEvent(over, dragged)
    if dragged.isAccepted():
        QApplication.sendEvent(over, QDropEvent(middle, copy, mime, pressed, plain))
        desk_window.settle()
    return dragged.isAccepted()


def enter(desk_window: DeskWindow, day: str = "2/3/2026") -> None:
    """Who signed and when, what became of the paper, and that all of it was looked at."""
    for entry in desk_window.screen.findChildren(SignerEntry):
        if not entry.signer().name:
            commit(entry.name.entry, f"Signer {entry.role.value}")
        put_day(entry.on, day)
    desk_window.settle()
    press(desk_window, "It is kept")
    write(desk_window, "original_words", "locked cabinet, drawer 2")
    press(desk_window, "Every page of the form is here")
    press(desk_window, "The signatures can be seen")
