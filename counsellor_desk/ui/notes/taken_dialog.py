"""What came of photographs and scans, and that the files themselves are still where they were."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counsellor_desk.ui.notes.in_hand import Taken
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.page_files import Refused


class TakenDialog(Dialog):
    """Told once, after each taking in."""

    def __init__(self, parts: Parts, taken: Taken) -> None:
        super().__init__(parts.window, _heading(taken), icon_name="camera")
        if taken.pages:
            self._tell_of_files()
        for refused in taken.refused:
            self.add(Banner(_refused(refused), State.AMBER))
        close = primary(_("I see to the files") if taken.pages else _("Close"), self.accept)
        self.add_buttons(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_of_files(self) -> None:
        self.add(
            Words(
                _(
                    "They were drawn anew in grey, without place, time or any other hidden words, "
                    "and are sealed with the note."
                )
            )
        )
        self.add(
            Words(
                _(
                    "The files that they came from are still where they were: on the telephone, "
                    "in its cloud, on a stick or on this computer. Please delete them there, and "
                    "empty the bin. Counsellor Desk cannot do that for you, and the receipt will "
                    "not cover them."
                )
            )
        )
        self.add(
            standing_back(
                _("The sheets of paper are yours to shred, as soon as the pages can be read here.")
            )
        )


def _heading(taken: Taken) -> str:
    if not taken.pages:
        return _("No page was taken in")
    return n_("{count} page is taken in", "{count} pages are taken in", taken.pages)


def _refused(refused: Refused) -> str:
    said = " ".join(refused.error.sentences())
    if refused.of == 1:
        return said
    which = _("File {number} of {count}:").format(number=refused.number, count=refused.of)
    return f"{which} {said}"
