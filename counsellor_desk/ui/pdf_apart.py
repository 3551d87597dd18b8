"""Pages of a PDF, drawn by a process of their own: a PDF that never ends stops nobody's typing.

The worker owns the store, so whatever holds it up holds up sealing. A page can be made to be drawn
for ever, or to bring its reader down; then it is that process that goes. Nothing but the document
goes in and nothing but pixels come back, both through pipes: no file, no name, no key.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Final

from PySide6.QtCore import QProcess

from counsellor_desk.domain.page_files import (
    MOST_PAGES,
    FileHasTooManyPages,
    Paged,
    PageFileDamaged,
    PdfLocked,
    Raster,
)
from counsellor_desk.ui import pdf_pages

COMMAND: Final = "draw-pdf"
"""With this word alone the program draws pages and shows no window (``app.main``)."""
_READY: Final = b"pages "
_PAGES, _LOCKED, _DAMAGED, _TOO_MANY = range(4)
_HEAD: Final = struct.Struct(">BI")
_SIZE: Final = struct.Struct(">II")
_MOST_PIXELS: Final = 1 << 24
_GLANCE: Final = 100  # ms
_STARTS_WITHIN: Final = 200  # glances
_PATIENCE: Final = 300
"""Glances in which nothing comes: no page of handwriting takes half a minute."""

_AT_LAST: Final = 600
"""Seconds after which that process goes by itself, should nobody be left to end it."""


def pages_of(content: bytes, still_wanted: Callable[[], object]) -> Paged:
    """The pages of that PDF, drawn one by one. ``still_wanted`` is asked again and again.

    Raises:
        PdfLocked, PageFileDamaged, FileHasTooManyPages: as they say; the second one also when a
            page is asked for. Whatever ``still_wanted`` raises to stop it.
    """
    drawing = _Drawing(still_wanted)
    if not drawing.begins():
        return pdf_pages.pages_of(content)
    with ExitStack() as failing:
        failing.callback(drawing.end)
        paged = drawing.paged(content)
        failing.pop_all()
    return paged


def draw() -> int:
    """What the other process does: a PDF comes in, pages go out; the exit code."""
    if sys.platform != "win32":
        signal.alarm(_AT_LAST)
    with os.fdopen(0, "rb") as given, os.fdopen(1, "wb") as out:
        out.write(_READY)
        out.flush()
        content = given.read()
        try:
            paged = pdf_pages.pages_of(content)
            out.write(_HEAD.pack(_PAGES, paged.count))
            for raster in paged.rasters:
                out.write(_SIZE.pack(raster.width, raster.height) + raster.grey)
                out.flush()
        except PdfLocked:
            out.write(_HEAD.pack(_LOCKED, 0))
        except FileHasTooManyPages as error:
            out.write(_HEAD.pack(_TOO_MANY, int(str(error.facts["count"]))))
        except PageFileDamaged:
            out.write(_HEAD.pack(_DAMAGED, 0))
    return 0


class _Drawing:
    """The other process, from here."""

    def __init__(self, still_wanted: Callable[[], object]) -> None:
        self._still_wanted = still_wanted
        self._process = QProcess()
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._came = bytearray()

    def begins(self) -> bool:
        """Whether it runs. Where a system does not let us, it is done here as well."""
        self._process.start(sys.executable, ["-P", "-m", "counsellor_desk", COMMAND])
        said = b""
        try:
            with suppress(PageFileDamaged):
                said = self._taken(len(_READY), _STARTS_WITHIN)
        finally:  # cancelled meanwhile, perhaps
            if said != _READY:
                self.end()
        return said == _READY

    def paged(self, content: bytes) -> Paged:
        """Give it the document, and hear what it is."""
        self._process.write(content)
        while self._process.bytesToWrite():
            self._still_wanted()
            if not self._process.waitForBytesWritten(_GLANCE) and not self._runs():
                raise PageFileDamaged
        self._process.closeWriteChannel()
        said, count = _HEAD.unpack(self._taken(_HEAD.size))
        if said == _LOCKED:
            raise PdfLocked
        if said == _TOO_MANY:
            raise FileHasTooManyPages(count=count, limit=MOST_PAGES)
        if said != _PAGES or not 0 < count <= MOST_PAGES:
            raise PageFileDamaged
        return Paged(count, self._rasters(count))

    def end(self) -> None:
        """Be done with it, whatever it is doing."""
        self._process.kill()
        self._process.waitForFinished()
        self._came.clear()

    def _rasters(self, count: int) -> Iterator[Raster]:
        try:
            for _each in range(count):
                width, height = _SIZE.unpack(self._taken(_SIZE.size))
                if not 0 < width * height <= _MOST_PIXELS:
                    raise PageFileDamaged
                grey = self._taken(width * height)
                yield Raster(width=width, height=height, grey=grey)
        finally:
            self.end()

    def _taken(self, size: int, patience: int = _PATIENCE) -> bytes:
        """So many bytes of what it says."""
        glances = 0
        while len(self._came) < size:
            self._still_wanted()
            came = self._process.waitForReadyRead(_GLANCE)
            self._came += self._process.readAllStandardOutput().data()
            glances = 0 if came else glances + 1
            if len(self._came) < size and (glances > patience or not (came or self._runs())):
                raise PageFileDamaged
        taken = bytes(self._came[:size])
        del self._came[:size]
        return taken

    def _runs(self) -> bool:
        return self._process.state() is not QProcess.ProcessState.NotRunning
