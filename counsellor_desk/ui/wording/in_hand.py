"""A form's wording that is being changed: kept as it is typed, whatever becomes of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.form_changes import NONE, FormChanges
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.ui import resuming
from counsellor_desk.ui.autosave import Autosave, Rhythm
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.sealed import Sealed
from counsellor_desk.ui.work_screen import WorkScreen
from counsellor_desk.wording import _
from counsellor_desk.workflows import form_wording
from counsellor_desk.workflows.form_wording import Editing

_KINDS: Final = frozenset({Changed.FORM_WORDING})


class WordingInHand(WorkScreen):
    """``editing``: the form as the store has it; ``changes``: what is in hand now."""

    def __init__(self, parts: Parts, form: str, rhythm: Rhythm) -> None:
        super().__init__(parts)
        self.form = form
        self.editing: Editing | None = None
        self.changes: FormChanges = NONE
        self._locking, self._over = False, False
        self.autosave = Autosave[None](self, self._keeping, changes=_KINDS, rhythm=rhythm)
        self.sealed = Sealed(self.autosave.seal)
        self.autosave.kept.connect(self._was_kept)
        self.autosave.failed.connect(self._failed)

    def show_form(self, editing: Editing) -> None:
        """Show a form as it was found."""
        raise NotImplementedError

    def go_to_sentence(self, wrong: InputError) -> None:
        """Go to the sentence that an error is about; it says so itself."""
        raise NotImplementedError

    def start_from(self, changes: FormChanges) -> None:
        """Have these in hand, and show them."""
        raise NotImplementedError

    def take(self, changes: FormChanges) -> None:
        """Have these in hand from now on; they are kept by themselves."""
        self.changes = changes
        self.autosave.touch()

    def again(self) -> None:
        """Show the form as it is in the store now."""
        desk, form = self.parts.desk, self.form
        self.ask(lambda _progress: form_wording.open_form(desk, form), self.show_form)

    def arrive(self) -> None:
        resuming.remember(self, self.parts.desk, resuming.at_wording(self.form))
        if self.editing is None:
            self.again()

    def leave(self) -> bool:
        in_trouble = self.sealed.in_trouble
        if self._over or self.autosave.seal_at_once():
            return True
        self.sealed.say_waiting()
        if in_trouble and not self._locking:
            _leaving_unsaved(self, self._go).open()
        return False

    def give_way(self) -> None:
        self._locking = True
        self.leave()
        self._locking = False

    def _keeping(self) -> Callable[[], None]:
        desk, form, changes = self.parts.desk, self.form, self.changes
        return lambda: form_wording.keep(desk, form, changes)

    def _was_kept(self, _none: object) -> None:
        self.sealed.say_saved(self.parts.clock.now().astimezone())

    def _failed(self, error: BaseException) -> None:
        stays = _("What you typed stays here, and saving is tried again by itself.")
        happened = error.sentences()[0] if isinstance(error, DeskError) else ""
        self.sealed.say_trouble(" ".join(filter(None, (happened, stays))))

    def _go(self) -> None:
        self._over = True
        self.parts.window.go_back()


def _leaving_unsaved(screen: WordingInHand, then: Callable[[], object]) -> Confirmation:
    return Confirmation(
        screen,
        _("Leave without saving?"),
        [_("What you typed since it was last saved will be gone.")],
        do=_("Leave without saving"),
        dont=_("Stay here"),
        then=then,
        cannot_be_undone=True,
    )
