"""A key for a service manager, made on their own computer: two files, and what to do with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from counsellor_desk.lazily import lazily
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.paged import Paged
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.passphrase_page import PassphrasePage
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.wording import _

if TYPE_CHECKING:
    from counsellor_desk.workflows import manager_keys
    from counsellor_desk.workflows.manager_keys import ManagerFiles
else:
    manager_keys = lazily("counsellor_desk.workflows.manager_keys")


class ManagerMaker(Paged):
    """A passphrase, a folder, and what was made. ``back`` leaves at either end."""

    def __init__(self, parts: StartParts, *, back: Callable[[], object]) -> None:
        super().__init__(parts)
        self._back = back
        self._first = PassphrasePage(
            parts,
            _("Make a key for a service manager"),
            _(
                "For the person a counsellor answers to, on that person’s own computer. The key "
                "opens summaries and forms of the desks that let it in, and never a session note. "
                "Choose its passphrase, then a folder."
            ),
            beside=secondary(_("Back"), back),
            next_=self._ask_where,
        )
        self.show_page(self._first)

    def make_in(self, folder: Path, typed: str, again: str) -> None:
        """Make both files there."""
        self._first.work(_("Making the key. This takes some seconds…"))
        self._first.ask(
            lambda _progress: manager_keys.make_manager_key(folder, typed, again), self._made
        )

    def _ask_where(self, typed: str, again: str) -> None:
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self.window(), NAME, places[0] if places else "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Make it here"))
        dialog.fileSelected.connect(lambda chosen: self.make_in(Path(chosen), typed, again))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _made(self, made: ManagerFiles) -> None:
        self._first.forget()
        self.show_page(ManagerMadePage(self.parts, made, done=self._back))


class ManagerMadePage(GuidePage):
    """Where both files are, which is for whom, and the fingerprint to be compared."""

    def __init__(
        self, parts: StartParts, made: ManagerFiles, *, done: Callable[[], object]
    ) -> None:
        super().__init__(
            parts,
            _("Your key is made"),
            _("Two files lie in {folder}.").format(folder=made.private.parent),
        )
        card = Card()
        card.body.setSpacing(2 * GRID)
        for icon_name, ink, sentence in _what_to_do(made):
            card.add(told_line(icon_name, sentence, ink))
        card.add(Words(made.fingerprint, type_=Type.LARGE, weight=Weight.DemiBold))
        self.add(card)
        self._done = primary(_("Done"), done)
        self.add_actions(self._done)

    def arrive(self) -> None:
        self._done.setFocus(Qt.FocusReason.OtherFocusReason)


def _what_to_do(made: ManagerFiles) -> tuple[tuple[str, Ink, str], ...]:
    return (
        (
            "lock",
            Ink.AMBER,
            _(
                "Keep {private} to yourself, with a second copy in a safe place, and remember its "
                "passphrase: without both, nobody can open anything with this key."
            ).format(private=made.private.name),
        ),
        (
            "hand",
            Ink.ACCENT,
            _(
                "Give {public} to the counsellor, on a stick for instance. They let it in under "
                "Settings. It is no secret."
            ).format(public=made.public.name),
        ),
        (
            "check",
            Ink.GREEN,
            _(
                "Ring each other and compare this fingerprint, so that nobody can slip in another "
                "key on the way:"
            ),
        ),
    )
