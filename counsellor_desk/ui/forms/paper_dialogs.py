"""What is asked and told when a form comes back on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.ids import ClientId
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.background import NOTHING
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import N_, _, n_
from counsellor_desk.workflows.page_files import Refused
from counsellor_desk.workflows.paper_piles import Pile

_OF_FILES: Final = (
    N_(
        "They were drawn anew in grey, without place, time or any other hidden words, and wait "
        "here until you seal them."
    ),
    N_(
        "The files that they came from are still where they were: on the telephone, in its cloud, "
        "on a stick or on this computer. Please delete them there once the form is sealed. "
        "Counsellor Desk cannot do that for you."
    ),
)


class FormIdAsked(AskingDialog):
    """No code could be read. ``pile`` tells the pages by what is typed; ``then`` gets that."""

    def __init__(
        self, parts: Parts, pile: Callable[[str], Pile], then: Callable[[Pile], object]
    ) -> None:
        super().__init__(parts, _("Which form is it?"), icon_name="clipboard-list")
        self._pile, self._then = pile, then
        self._typed = LineInput("2F7K-9QXM")
        self.add(
            Words(
                _(
                    "No code on these pages could be read. That happens with a photograph that is "
                    "dark, blurred or cut. Nothing is lost: the form ID stands beside the code."
                )
            )
        )
        self.add(
            Field(
                "form_id",
                _("Form ID"),
                self._typed,
                help_=_("Eight letters and digits at the top of each page."),
            )
        )
        self.offer(_("That is the form"), self._take)
        self._typed.returnPressed.connect(self._take)
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        typed, pile = self._typed.value() or " ", self._pile
        self.do(lambda _progress: pile(typed), self._then, changes=NOTHING)


class WhosePaper(Dialog):
    """Which of several clients filled in a blank form."""

    def __init__(self, parts: Parts, case: Case, then: Callable[[ClientId], object]) -> None:
        super().__init__(parts.window, _("Whose form is it?"), icon_name="users")
        self._then = then
        clients = case.clients
        self._who = OptionList([(c.id, c.label(of=len(clients))) for c in clients])
        self._asked = Field("client", _("Whose name stands on it"), self._who)
        self.add(Words(_("Who is who stands on the identity cards, on the page of the case.")))
        self.add(self._asked)
        self.add_buttons(
            secondary(_("Cancel"), self.reject),
            primary(_("It is theirs"), self._take, shortcut="Ctrl+Return"),
        )
        self._who.setFocus()

    def _take(self) -> None:
        if chosen := self._who.value():
            self.accept()
            self._then(ClientId(chosen))
        else:
            self._asked.show_error(_("Choose the person whose name stands on the paper."))


class PagesTaken(Dialog):
    """What was taken in, what was there already, and what was not taken in and why."""

    def __init__(
        self,
        parts: Parts,
        pages: int,
        twins: int,
        refused: Sequence[Refused],
        form: str = "",
    ) -> None:
        super().__init__(parts.window, _heading(pages), icon_name="camera")
        if form:
            self.add(Words(_("They belong to “{form}”.").format(form=form)))
        for sentence in _OF_FILES if pages else ():
            self.add(Words(_(sentence)))
        if twins:
            said = n_(
                "{count} page was there already, and is not taken in twice.",
                "{count} pages were there already, and are not taken in twice.",
                twins,
            )
            self.add(Banner(said, State.NEUTRAL))
        for each in refused:
            self.add(Banner(_why(each), State.AMBER))
        close = primary(_("Look at the pages") if pages else _("Close"), self.accept)
        self.add_buttons(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)


def _heading(pages: int) -> str:
    if not pages:
        return _("No page was taken in")
    return n_("{count} page is taken in", "{count} pages are taken in", pages)


def _why(refused: Refused) -> str:
    said = " ".join(refused.error.sentences())
    if refused.of == 1:
        return said
    which = _("File {number} of {count}:").format(number=refused.number, count=refused.of)
    return f"{which} {said}"
