"""The one door to paper: a PDF goes through the system's print dialog to a printer.

The job is called by the program's name and nothing else, printing to a file is not offered (files
leave through the exit door), and before any print the person reads that print systems keep copies
for a while. Pages are drawn on a thread of their own: a page at 300 dpi takes a second or two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from counsellor_desk.errors import NOTHING_LOST, DeskError
from counsellor_desk.ui import print_queue
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.background import NOTHING, Background, Changes, Progress
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import N_, _

_DPI: Final = 300
_POINTS: Final = 72

Pdf = Callable[[Progress], bytes]
"""Gives the PDF on the worker that owns the store, once a printer was chosen."""


class NoPrinter(DeskError):
    """The system knows of none."""

    happened = N_("This computer has no printer set up.")
    safe = N_("Nothing was printed.")
    next_step = N_("Add a printer in the system’s settings, and try again.")


class PrinterRefused(DeskError):
    """It does not take the job, or gave up within it."""

    happened = N_("The printer did not take the pages.")
    safe = NOTHING_LOST
    next_step = N_("Look whether it is switched on and has paper, and print again.")


@dataclass(frozen=True, kw_only=True)
class _Job:
    """What is to be printed, and what follows. ``refused`` is told where it did not come out."""

    pdf: Pdf
    then: Callable[[], object]
    refused: Callable[[BaseException], object]
    changes: Changes


class Printing(QObject):
    """Prints PDFs. ``shutdown`` waits for what is still being sent."""

    def __init__(
        self,
        background: Background,
        messages: Messages,
        say: Callable[[str], object] = lambda _sentence: None,
    ) -> None:
        """``background`` owns the store; pages are drawn on another thread. ``say``: a toast."""
        super().__init__(background)
        self._say = say
        self._background = background
        self._messages = messages
        self._paper = Background(self._failed)

    def offer(
        self,
        near: QWidget,
        pdf: Pdf,
        then: Callable[[], object] = lambda: None,
        *,
        changes: Changes = NOTHING,
        refused: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Say what printing means, ask for the printer, then get ``pdf`` and print it.

        ``then`` is called once the printer has taken it; ``changes`` are what making the PDF
        changes in the store, such as a line in the ledger. ``refused`` gets the error where the
        PDF was made and no printer took it; without, that is told here.
        """
        job = _Job(
            pdf=pdf,
            then=then,
            refused=refused or (lambda error: self._failed(near, error)),
            changes=changes,
        )
        Confirmation(
            near,
            _("Before you print"),
            (
                _(
                    "The print system of this computer, and some printers, keep a copy of what was "
                    "printed for a while, often for a day. On a shared printer, stand beside it."
                ),
            ),
            do=_("Choose a printer"),
            then=lambda: self._look_for_printers(near, job),
        ).open()

    def shutdown(self, patience: float | None = None) -> None:
        """Finish what is being sent to a printer; ``patience``: seconds that it may take."""
        self._paper.shutdown(patience)

    def _look_for_printers(self, near: QWidget, job: _Job) -> None:
        def found(some: bool) -> None:  # noqa: FBT001 - the worker's answer
            if some:
                self._choose(near, job)
            else:
                self._failed(near, NoPrinter())

        self._paper.ask(
            lambda _progress: bool(QPrinterInfo.availablePrinterNames()), found, asker=near
        )

    def _choose(self, near: QWidget, job: _Job) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(NAME)
        printer.setCreator(NAME)
        dialog = QPrintDialog(printer, near.window())
        dialog.setWindowTitle(NAME)
        for option in (
            QAbstractPrintDialog.PrintDialogOption.PrintToFile,
            QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
        ):
            dialog.setOption(option, on=False)
        dialog.accepted.connect(lambda: self._get(near, printer, job))
        dialog.rejected.connect(lambda: self._say(_("Nothing was printed.")))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog's own hides it and wants a slot by name

    def _get(self, near: QWidget, printer: QPrinter, job: _Job) -> None:
        def made(content: bytes) -> None:
            self._paper.ask(
                lambda _progress: draw(content, printer),
                lambda _drawn: job.then(),
                job.refused,
                asker=near,
            )

        self._background.ask(
            job.pdf,
            made,
            lambda error: self._failed(near, error),
            asker=near,
            changes=job.changes,
        )

    def _failed(self, asker: QObject, error: BaseException) -> None:
        self._messages.tell(error, asker if isinstance(asker, QWidget) else None)


def draw(pdf: bytes, printer: QPrinter) -> None:
    """Send every page of ``pdf`` to ``printer``, each in its own size.

    Raises:
        PrinterRefused: it takes no job, or no further page.
    """
    with _opened(pdf) as document:
        _set_page(printer, document, 0)
        painter = QPainter()
        if not painter.begin(printer):
            raise PrinterRefused
        try:
            for page in range(document.pageCount()):
                if page:
                    _set_page(printer, document, page)
                    _ensure(printer.newPage())
                _draw_page(painter, printer, document, page)
        finally:
            painter.end()
        _ensure(print_queue.took_the_last_job())
        _ensure(printer.printerState() is not QPrinter.PrinterState.Error)


@contextmanager
def _opened(pdf: bytes) -> Iterator[QPdfDocument]:
    content = QByteArray(pdf)
    buffer, document = QBuffer(content), QPdfDocument()
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise ValueError("pdf")
    yield document
    document.close()


def _set_page(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    points: QSizeF = document.pagePointSize(page)
    upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    lying = points.width() > points.height()
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _draw_page(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    points = document.pagePointSize(page)
    wide, high = (round(side * _DPI / _POINTS) for side in (points.width(), points.height()))
    picture = document.render(page, QSize(wide, high))
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), picture)


def _ensure(taken: bool) -> None:  # noqa: FBT001 - asserts one truth
    if not taken:
        raise PrinterRefused
