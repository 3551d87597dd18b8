"""A copy leaves: to whom and for what, then a file or the printer, with its line in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import exit_door
from counsellor_desk.workflows.exit_door import Leaving

LEFT: Final = frozenset({Changed.DOCUMENTS, Changed.CONSENTS, Changed.AUDIT})


class Copies:
    """Lets copies of sealed documents leave a screen."""

    def __init__(self, screen: Screen, parts: Parts) -> None:
        self._screen, self._parts = screen, parts

    def save(self, document: SealedDocument) -> None:
        """Ask for whom it is and where to put it, and save it there."""

        def to_file(leaving: Leaving) -> None:
            choose_file(
                self._screen, document.name, lambda path: self._write(document, leaving, path)
            )

        CopyFor(self._screen, document, _("Choose a place"), to_file).open()

    def print_(self, document: SealedDocument) -> None:
        """Ask for whom it is, and print it."""

        def to_paper(leaving: Leaving) -> None:
            self._parts.printing.offer(
                self._screen,
                lambda _progress: exit_door.take_to_print(self._parts.desk, document.id, leaving),
                lambda: self._parts.window.say(
                    _("Sent to the printer, and written into the ledger.")
                ),
                changes=LEFT,
            )

        CopyFor(self._screen, document, _("Print"), to_paper).open()

    def _write(self, document: SealedDocument, leaving: Leaving, path: Path) -> None:
        self._screen.ask(
            lambda _progress: exit_door.save(self._parts.desk, document.id, path, leaving),
            lambda _line: self._parts.window.say(_("Saved, and written into the ledger.")),
            changes=LEFT,
        )


class CopyFor(Dialog):
    """Who gets it, and what for: both go into the ledger. A client's form is for the client."""

    def __init__(
        self,
        near: QWidget,
        document: SealedDocument,
        do: str,
        then: Callable[[Leaving], object],
    ) -> None:
        super().__init__(near, _("Who gets this copy?"), icon_name="file-text")
        self._ground = exit_door.ground_of(document)
        self._then = then
        self._to, self._purpose = LineInput(), LineInput()
        if document.kind is DocumentKind.FORM:
            self._to.put(_("the client"))
            self._purpose.put(_("the client’s own copy"))
        self._recipient = Field(
            "recipient",
            _("To whom"),
            self._to,
            help_=_("A person or a place, such as “the client” or “locked cabinet”."),
        )
        self._what_for = Field("purpose", _("What for"), self._purpose)
        self.add(Words(_("Every copy that leaves is written into the ledger of this desk.")))
        self.add(self._recipient)
        self.add(self._what_for)
        self.add_buttons(
            secondary(_("Cancel"), self.reject), primary(do, self._go, shortcut="Ctrl+Return")
        )
        self._to.setFocus()

    def _go(self) -> None:
        to, purpose = self._to.value().strip(), self._purpose.value().strip()
        if not to:
            self._recipient.show_error(_("Name who gets it, or where it is kept."))
        elif not purpose:
            self._what_for.show_error(_("Say in a few words what it is for."))
        else:
            self.accept()
            self._then(Leaving(to=to, purpose=purpose, ground=self._ground))


def choose_file(
    near: QWidget,
    name: str,
    then: Callable[[Path], object],
    *,
    kinds: str = N_("PDF documents (*.pdf)"),
    ending: str = "pdf",
) -> None:
    """Ask where to save a file; ``name`` is the neutral one that is suggested.

    ``kinds`` is what the dialog says of such files, ``ending`` what their names end in.
    """
    dialog = QFileDialog(near.window(), NAME)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_(kinds))
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
