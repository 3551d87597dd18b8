"""Arguments; builds every part by plain constructor arguments, joins them, runs.

The tour needs no window and loads nothing of Qt: all that does comes through ``lazily``.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Final
from zlib import crc32

from counsellor_desk import __version__, logs, resources, settings
from counsellor_desk.clock import SystemClock
from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily
from counsellor_desk.ui.computer import own_process
from counsellor_desk.wording import _, n_

if TYPE_CHECKING:
    from PySide6 import (
        QtCore,
        QtNetwork,  # noqa: TID251 - to have the first window come forward
    )
    from PySide6.QtWidgets import QWidget

    from counsellor_desk.ui import appearance, application, background, open_desk, pdf_apart, theme
    from counsellor_desk.ui.computer import captures, portals, this_computer
    from counsellor_desk.ui.frame import input_watch, unattended
    from counsellor_desk.ui.frame.input_watch import InputWatch
    from counsellor_desk.ui.open_desk import OpenDesk
    from counsellor_desk.ui.start import start_window, threshold
    from counsellor_desk.ui.start.threshold import Threshold
    from counsellor_desk.ui.widgets import focus_ring
    from counsellor_desk.workflows import note_files, tour
    from counsellor_desk.workflows.unlock import Unlocked
else:
    QtCore = lazily("PySide6.QtCore")
    QtNetwork = lazily("PySide6.QtNetwork")
    appearance = lazily("counsellor_desk.ui.appearance")
    application = lazily("counsellor_desk.ui.application")
    background = lazily("counsellor_desk.ui.background")
    captures = lazily("counsellor_desk.ui.computer.captures")
    focus_ring = lazily("counsellor_desk.ui.widgets.focus_ring")
    input_watch = lazily("counsellor_desk.ui.frame.input_watch")
    note_files = lazily("counsellor_desk.workflows.note_files")
    open_desk = lazily("counsellor_desk.ui.open_desk")
    pdf_apart = lazily("counsellor_desk.ui.pdf_apart")
    portals = lazily("counsellor_desk.ui.computer.portals")
    start_window = lazily("counsellor_desk.ui.start.start_window")
    theme = lazily("counsellor_desk.ui.theme")
    threshold = lazily("counsellor_desk.ui.start.threshold")
    this_computer = lazily("counsellor_desk.ui.computer.this_computer")
    tour = lazily("counsellor_desk.workflows.tour")
    unattended = lazily("counsellor_desk.ui.frame.unattended")

DRAW_PDF: Final = "draw-pdf"
"""What this program is asked when it is started by itself to draw the pages of a PDF."""
_SIZE: Final = (1280, 800)
_LEAST: Final = (720, 520)
_ANSWERS_WITHIN: Final = 500
"""Milliseconds in which a window that stands already answers one that is started again."""
INSISTS_AFTER: Final = 3.0
"""Seconds after which a window of the system's that would not go, a file chooser for one, stands
in nobody's way any more: the store is closed, and the process ends under it."""


def main() -> int:
    """The entry point ``counsellor-desk``."""
    own_process.leave_nothing_behind()
    if sys.argv[1:] == [DRAW_PDF]:
        own_process.go_with_who_started_it()
        own_process.let_nobody_look()
        return pdf_apart.draw()
    arguments = understood(sys.argv[1:])
    logs.start(verbose=arguments.verbose)
    if arguments.command == "tour":
        own_process.let_nobody_look()
        return take_tour(arguments.notes, arguments.out)
    return closed_off(sys.argv).run()


def closed_off(argv: Sequence[str]) -> Program:
    """``build``, and from here on no other program may look into this one."""
    program = build(argv)
    portals.introduce()
    own_process.let_nobody_look()
    return program


def build(argv: Sequence[str]) -> Program:
    """The program with its window, built and not yet shown."""
    return Program(understood(argv[1:]), argv[:1])


def understood(words: Sequence[str]) -> Namespace:
    """What was asked for on the command line; ends the program where that makes no sense."""
    parser = ArgumentParser(prog="counsellor-desk", description=_("A desk for counsellors."))
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--store", type=Path, metavar=_("FOLDER"), help=_("where the store is"))
    parser.add_argument(
        "--keys",
        type=Path,
        metavar=_("FOLDER"),
        help=_("keep this computer’s keys in a folder instead of its keychain"),
    )
    parser.add_argument("--demo", action="store_true", help=_("open a desk of fictional clients"))
    parser.add_argument("--verbose", action="store_true", help=_("also write the log here"))
    commands = parser.add_subparsers(dest="command", metavar="")
    short = commands.add_parser(
        "tour", help=_("do the whole job on a folder of notes, without a window")
    )
    short.add_argument(
        "--notes", type=Path, metavar=_("FOLDER"), help=_("the notes; sample notes without it")
    )
    short.add_argument(
        "--out", type=Path, metavar=_("FOLDER"), required=True, help=_("an empty folder")
    )
    return parser.parse_args(words)


def take_tour(notes: Path | None, out: Path) -> int:
    """The main job on files; the exit code.

    0: every note went the whole way; 1: some did not; 2: none could; 130: stopped by Ctrl+C.
    """
    try:
        found = note_files.paths(notes or resources.path("demo", "notes"))
        sources = [tour.Source(path.name, partial(note_files.read, path)) for path in found]
        report = tour.Tour(out, SystemClock(), _say).run(sources)
    except DeskError as fault:
        sys.stderr.write(" ".join(filter(None, fault.sentences())) + "\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped. What was done so far is in the folder.") + "\n")
        return 130
    told = n_("{count} note destroyed", "{count} notes destroyed", report.reduced)
    _say(_("{told}. The report is {path}").format(told=told, path=out / tour.REPORT))
    return 0 if report.reduced == len(found) else min(2, 1 + (not report.reduced))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Program:
    """The program with a window: before the store, over the open desk, and after locking."""

    def __init__(self, arguments: Namespace, qt_words: Sequence[str]) -> None:
        self._arguments = arguments
        self._clock = SystemClock()
        self._captures = captures.Captures()
        self._application = application.begin(qt_words)
        self._application.setQuitOnLastWindowClosed(False)
        self._captures.begin()
        worn = theme.Theme(self._application)
        self._appearance = appearance.Appearance(worn, settings.default_folder())
        self._background = background.Background(lambda _asker, error: self.tell(error))
        here = self._threshold(_folder(arguments, self._appearance.settings.store))
        self._first = FirstWindow(here.folder, self._come_forward)
        self.start = start_window.StartWindow(here, self._clock, self._background, self._threshold)
        self.desk: OpenDesk | None = None
        self._locked = False
        self._insist = Timer(INSISTS_AFTER, self._end_under_it)
        self._insist.daemon = True

    def run(self) -> int:
        """Show the window until it is closed; after locking a fresh process takes over."""
        if self._first.is_somebody_elses():
            return 0
        application.tell_unexpected(self.tell)
        self.start.opened.connect(self._open)
        self.start.closing.connect(self._leave)
        self.start.painted.connect(self._painted)
        self._stand()
        self.start.show()
        self.start.begin()
        self._application.exec()
        self._insist.cancel()
        self._first.let_go()
        self._start_afresh()
        if self._background.is_busy:
            os._exit(0)  # whatever the worker hangs in, it holds nobody up
        self._background.shutdown()
        return 0

    def _start_afresh(self) -> None:
        if self._locked:
            program, *words = _again(self._arguments, self.start.threshold.folder)
            QtCore.QProcess.startDetached(program, words)

    def _end_under_it(self) -> None:
        """On a thread of its own: the window's is held by a loop that is not ours."""
        self._first.be_forgotten()
        self._start_afresh()
        os._exit(0)

    def _painted(self) -> None:
        """What the first window could be painted without."""
        self._first.answer()
        self._ring = focus_ring.FocusRing(self._application)
        self._watch_over(self._prepare(self.start))
        # Loaded while the passphrase is typed: it takes as long as all before it.
        self._background.ask(lambda _progress: open_desk.OpenDesk, asker=self._application)

    def _watch_over(self, watch: InputWatch) -> None:
        """A damaged store is read in this window, with no desk to lock what is shown."""
        self._unattended = unattended.Unattended(
            self._clock,
            watch,
            lambda: self.start.page is not None and self.start.page.shows_records,
            lambda: this_computer.hearing(self.start),
        )
        self._unattended.over.connect(lambda: self._leave(locked=True))

    def tell(self, error: BaseException) -> None:
        """Show an error that nobody else dealt with, in the window that stands."""
        (self.desk or self.start).messages.tell(error)

    def _threshold(self, folder: Path) -> Threshold:
        given = self._arguments
        return threshold.Threshold(
            folder,
            keys=given.keys or (settings.demo_keys() if given.demo else None),
            usual_keys=settings.default_keys(),
            clock=self._clock,
            known=str(folder) == self._appearance.settings.store,
            demo=given.demo,
            # Only what the demo itself made is ever cleared away, never a folder that is named.
            anew=given.demo and given.store is None and folder == settings.demo_store(),
        )

    def _open(self, unlocked: Unlocked) -> None:
        if not self._arguments.demo and self._arguments.store is None:
            self._appearance.keep_store(str(self.start.threshold.folder))
        self.desk = open_desk.OpenDesk(
            unlocked, self._clock, self._background, self._appearance, captures=self._captures
        )
        self.desk.ended.connect(self._end)
        self._prepare(self.desk.window)
        self.desk.window.setMinimumSize(*_LEAST)
        self.desk.window.restoreGeometry(self.start.saveGeometry())
        self._unattended.stop()
        self.desk.begin()
        self.start.hide()

    def _leave(self, *, locked: bool = False) -> None:
        """The window before the desk is closed: so is a store that was not handed on."""
        here = self.start.threshold
        self.start.hide()
        self._background.cancel_long_work()
        self._background.ask(
            lambda _progress: here.close(),
            lambda _closed: self._end(locked=locked),
            lambda _error: self._end(locked=locked),
            asker=self._application,
        )

    def _end(self, locked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._locked = locked
        window = self.desk.window if self.desk else self.start
        self._appearance.keep_geometry(window.saveGeometry().toHex().toStdString())
        if self._insist.ident is None:  # said twice, once is enough
            self._insist.start()
        self._application.exit()

    def _prepare(self, window: QWidget) -> InputWatch:
        watch = input_watch.InputWatch(window)
        watch.by_keyboard.connect(lambda on: self._ring.used(by_keyboard=on))
        return watch

    def _stand(self) -> None:
        """Where the window stood last."""
        kept = QtCore.QByteArray.fromHex(self._appearance.settings.geometry.encode())
        self.start.setMinimumSize(*_LEAST)
        if not self.start.restoreGeometry(kept):
            self.start.resize(*_SIZE)

    def _come_forward(self) -> None:
        window = self.desk.window if self.desk else self.start
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()


class FirstWindow:
    """One window a store: whoever starts the program again for it has that window come forward."""

    def __init__(self, store: Path, come_forward: Callable[[], object]) -> None:
        """The name that both agree on comes from the store's path, and tells nothing of it."""
        self._name = f"counsellor-desk-{crc32(str(store.resolve()).encode()):08x}"
        self._come_forward = come_forward
        self._server: QtNetwork.QLocalServer | None = None

    def is_somebody_elses(self) -> bool:
        """Whether a window answers under that name; if so, it was told to come forward."""
        if os.name == "posix" and not Path(QtCore.QDir.tempPath(), self._name).exists():
            return False  # known without loading QtNetwork
        socket = QtNetwork.QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(_ANSWERS_WITHIN)
        socket.disconnectFromServer()
        return answered

    def answer(self) -> None:
        """Come forward from now on when somebody asks."""
        QtNetwork.QLocalServer.removeServer(self._name)  # left behind by one that was killed
        self._server = QtNetwork.QLocalServer()
        self._server.setSocketOptions(QtNetwork.QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come_forward)
        self._server.listen(self._name)

    def let_go(self) -> None:
        """Answer no more, so that a fresh process can be the first."""
        if self._server is not None:
            self._server.close()

    def be_forgotten(self) -> None:
        """The same, for a thread that may not touch the server."""
        if self._server is not None:
            QtNetwork.QLocalServer.removeServer(self._name)


def _folder(arguments: Namespace, remembered: str) -> Path:
    if arguments.store is not None:
        return Path(arguments.store).absolute()
    if arguments.demo:
        return settings.demo_store()
    return Path(remembered) if remembered else settings.default_store()


def _again(arguments: Namespace, folder: Path) -> list[str]:
    """The command that starts this program afresh, the way it was started, before that store."""
    own = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv[1:])]
    words = [sys.executable, *own]
    if arguments.demo:
        words.append("--demo")
    if arguments.demo or arguments.store is not None:
        words += ["--store", str(folder)]
    if arguments.keys is not None:
        words += ["--keys", str(arguments.keys)]
    return [*words, "--verbose"] if arguments.verbose else words
