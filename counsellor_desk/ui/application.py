"""The application as Qt sees it: fonts, locale, style, and the last edge for what nobody caught."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Final

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from counsellor_desk import resources

NAME: Final = "Counsellor Desk"
"""The title of every window, whatever it shows: a taskbar never names a person."""
_NOWHERE: Final = "/dev/null"
"""Where Qt's own settings go. Its file dialog would remember folders, and people name those."""


def begin(argv: Sequence[str]) -> QApplication:
    """The application with our fonts, British dates and the style that we draw on.

    A process has one; whoever starts the program again within it gets the same.
    """
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else QApplication(list(argv))
    prepare(application)
    return application


def prepare(application: QApplication) -> None:
    """Give an application that exists already its names, fonts and style."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, _NOWHERE)
    application.setApplicationName("counsellor-desk")
    application.setApplicationDisplayName(NAME)
    QGuiApplication.setDesktopFileName("counsellor-desk")
    QFontDatabase.families()  # the system's first: what is added after them is preferred to them
    for file in sorted(resources.path("fonts", "inter").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    application.setStyle("Fusion")


def tell_unexpected(tell: Callable[[BaseException], None]) -> None:
    """Have ``tell`` hear of every error that nobody caught, instead of the terminal.

    An exception in a Qt slot does not end the program: it arrives here.
    """

    def edge(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind
        tell(error.with_traceback(trace))

    sys.excepthook = edge
