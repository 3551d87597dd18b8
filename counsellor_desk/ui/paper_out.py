"""Forms going out on paper: filled in to be signed by hand, or blank; again; or called back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.errors import NOTHING_LOST
from counsellor_desk.ui.copies import LEFT
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.printing import PrinterRefused
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Confirmation, Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import N_, _, n_
from counsellor_desk.workflows import paper_printing
from counsellor_desk.workflows.paper_printing import PaperLine

CALLED_BACK: Final = frozenset({Changed.CONSENTS, Changed.AUDIT})
_NORMAL, _LARGE = "normal", "large"
_OF_FILLED: Final = (
    N_("The form is printed as it is filled in, with places to sign by hand."),
    N_(
        "Until it is back and sealed it stays “offered”: nothing is done on the ground of it, and "
        "nothing in it is changed here."
    ),
)
_OF_BLANK: Final = (N_("It is printed under the same form ID. Shred the one that was lost."),)


class FormNotPrinted(PrinterRefused):
    """The form is on the list already: nobody knows how many pages came out."""

    happened = N_("The printer did not take the form.")
    safe = NOTHING_LOST
    next_step = N_(
        "It stands under “On paper”, since some pages may have come out. Look whether the printer "
        "is switched on and has paper, and print it again from there, or call it back."
    )


class PaperOut:
    """What one screen lets go out on paper, or calls back."""

    def __init__(self, screen: Screen, parts: Parts) -> None:
        self._screen, self._parts = screen, parts

    def to_sign(self, which: ConsentId, then: Callable[[], object] = lambda: None) -> None:
        """Print the form as it is filled in. ``then``: it is on paper, whether all came out or not.

        Said beforehand: what that means, and in which size it can be had.
        """

        def chosen(large: bool) -> None:  # noqa: FBT001 - the answer itself
            self._print(
                lambda: paper_printing.print_form(self._parts.desk, which, large=large),
                _("Sent to the printer, and written into the ledger."),
                then,
            )

        PrintToSign(self._parts, chosen).open()

    def blank(self) -> None:
        """Ask which form to print blank, and print it."""

        def chosen(form: str, large: bool) -> None:  # noqa: FBT001 - the answer itself
            self._print(
                lambda: paper_printing.print_blank(self._parts.desk, form, large=large),
                _("Sent to the printer. It stands under “On paper” until it comes back."),
            )

        self._screen.ask(
            lambda _progress: paper_printing.printable(self._parts.desk),
            lambda forms: PrintBlank(self._parts, forms, chosen).open(),
        )

    def again(self, line: PaperLine) -> None:
        """Print it once more, under the same form ID."""
        if line.consent is not None:
            self.to_sign(line.consent)
            return

        def chosen(large: bool) -> None:  # noqa: FBT001 - the answer itself
            self._print(
                lambda: paper_printing.print_blank_again(
                    self._parts.desk, line.form_id, large=large
                ),
                _("Sent to the printer, under the same form ID."),
            )

        PrintToSign(self._parts, chosen, large=line.large, blank=True).open()

    def call_back(self, line: PaperLine) -> None:
        """Say that the paper is not coming back."""
        desk, which, form_id = self._parts.desk, line.consent, line.form_id

        def call() -> None:
            if which is None:
                paper_printing.call_blank_back(desk, form_id)
            else:
                paper_printing.call_back(desk, which)

        Confirmation(
            self._screen,
            _("Is this form not coming back?"),
            tuple(_of_calling_back(line)),
            do=_("It is not coming back"),
            then=lambda: self._screen.ask(
                lambda _progress: call(),
                lambda _none: self._parts.window.say(_("It is not awaited any more.")),
                changes=CALLED_BACK,
            ),
        ).open()

    def _print(
        self, pdf: Callable[[], bytes], said: str, then: Callable[[], object] = lambda: None
    ) -> None:
        parts = self._parts

        def printed() -> None:
            then()
            parts.window.say(said)

        def refused(error: BaseException) -> None:
            then()
            told = FormNotPrinted() if isinstance(error, PrinterRefused) else error
            parts.messages.tell(told, parts.window)

        parts.printing.offer(
            self._screen, lambda _progress: pdf(), printed, changes=LEFT, refused=refused
        )


class PrintToSign(Dialog):
    """What signing by hand means, and the size of the print. ``then`` gets whether it is large."""

    def __init__(
        self,
        parts: Parts,
        then: Callable[[bool], object],
        *,
        large: bool = False,
        blank: bool = False,
    ) -> None:
        heading = _("Print the blank form again") if blank else _("Sign on paper")
        super().__init__(parts.window, heading, icon_name="printer")
        self._then = then
        self._size = _sizes(large=large)
        for sentence in _OF_BLANK if blank else _OF_FILLED:
            self.add(Words(_(sentence)))
        self.add(Field("size", _("Size of the print"), self._size))
        go = primary(_("Print the form"), self._go, shortcut="Ctrl+Return")
        self.add_buttons(secondary(_("Cancel"), self.reject), go)
        go.setFocus()

    def _go(self) -> None:
        self.accept()
        self._then(self._size.value() == _LARGE)


class PrintBlank(Dialog):
    """Which of the forms, and in which size. ``then`` gets the form and whether it is large."""

    def __init__(
        self,
        parts: Parts,
        forms: Sequence[FormDefinition],
        then: Callable[[str, bool], object],
    ) -> None:
        super().__init__(parts.window, _("Print a blank form"), icon_name="printer")
        self._then = then
        self._form = OptionList([(form.id, f"{form.id}  {form.title}") for form in forms])
        self._size = _sizes(large=False)
        self._which = Field("form", _("Which form"), self._form)
        self.add(
            Words(
                _(
                    "It has room to write, and a form ID of its own, which it is known by when it "
                    "comes back. Until then it is nobody’s."
                )
            )
        )
        self.add(Field("size", _("Size of the print"), self._size))
        self.add(self._which)
        self.add_buttons(
            secondary(_("Cancel"), self.reject),
            primary(_("Print the form"), self._go, shortcut="Ctrl+Return"),
        )
        self._form.setFocus()

    def _go(self) -> None:
        if form := self._form.value():
            self.accept()
            self._then(form, self._size.value() == _LARGE)
        else:
            self._which.show_error(_("Choose a form."))


def _sizes(*, large: bool) -> OptionList:
    sizes = OptionList(
        [(_NORMAL, _("Normal print")), (_LARGE, _("Large print, half as large again"))],
        beside=True,
    )
    sizes.put(_LARGE if large else _NORMAL)
    return sizes


def _of_calling_back(line: PaperLine) -> Iterator[str]:
    if line.is_blank:
        yield _("Its form ID is never used again. Should the paper turn up, it is not taken in.")
        return
    yield _("The form can then be changed here again, signed on screen, or printed once more.")
    yield _("A paper that is still out should be shredded, so that there are not two of them.")
    if line.pages:
        yield n_(
            "{count} page that was taken in is deleted here.",
            "{count} pages that were taken in are deleted here.",
            line.pages,
        )
