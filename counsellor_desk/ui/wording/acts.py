"""What can be done with a form's wording as a whole: looked over, put in force, handed on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from counsellor_desk.domain import form_changes
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.form_changes import NONE
from counsellor_desk.domain.form_files import ENDING
from counsellor_desk.domain.form_versions import FormVersion
from counsellor_desk.errors import InputError
from counsellor_desk.ui.copies import choose_file
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.wording import told
from counsellor_desk.ui.wording.compared_screen import ComparedScreen
from counsellor_desk.ui.wording.in_hand import WordingInHand
from counsellor_desk.ui.wording.preview_screen import WordingPreview
from counsellor_desk.ui.wording.version_dialog import NewVersion
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import form_wording

_KINDS: Final = frozenset({Changed.FORM_WORDING})
_FILES: Final = N_("Wording of a form (*.cdform)")


class WordingActs:
    """Each is a button of the screen."""

    def __init__(self, screen: WordingInHand) -> None:
        self._screen = screen

    def compare(self) -> None:
        """What is changed, sentence by sentence."""
        screen = self._screen
        if screen.editing is not None:
            now = told.with_changes(screen.editing, screen.changes)
            screen.parts.window.show_screen(ComparedScreen(screen.parts, now))

    def preview(self) -> None:
        """The blank form on paper."""
        screen = self._screen
        if screen.editing is not None:
            title = screen.changes.sentences.get("title", screen.editing.shipped["title"])
            shown = WordingPreview(screen.parts, screen.form, title, screen.changes)
            screen.parts.window.show_screen(shown)

    def make(self) -> None:
        """Ask why, and make the version; what cannot be printed is gone to first."""
        screen = self._screen
        if screen.editing is None or not screen.autosave.seal_at_once():
            return
        try:
            form_changes.ensure_sayable(screen.editing.shipped, screen.changes)
        except InputError as wrong:
            screen.go_to_sentence(wrong)
            return
        number = screen.editing.next_version
        NewVersion(screen.parts, screen.form, screen.changes, number, self._made).open()

    def export(self) -> None:
        """Write what is changed into a file for a colleague."""
        screen = self._screen
        changes, form = screen.changes, screen.form

        def write(path: Path) -> None:
            screen.ask(
                lambda _progress: form_wording.export(form, changes, path),
                lambda _none: screen.parts.window.say(_("Exported.")),
            )

        choose_file(screen, f"{form}.{ENDING}", write, kinds=_FILES, ending=ENDING)

    def discard(self) -> None:
        """Forget what is in hand, once it is confirmed."""
        screen = self._screen
        desk, form = screen.parts.desk, screen.form

        def forget() -> None:
            if screen.autosave.seal_at_once():
                screen.ask(
                    lambda _progress: form_wording.drop(desk, form),
                    screen.show_form,
                    changes=_KINDS,
                )

        Confirmation(
            screen,
            _("Forget what is in hand?"),
            [_("The version in use stays as it is.")],
            do=_("Forget it"),
            cannot_be_undone=True,
            then=forget,
        ).open()

    def as_shipped(self) -> None:
        """Take the shipped words in hand, once it is confirmed."""
        screen = self._screen
        Confirmation(
            screen,
            _("Take the words as shipped?"),
            [
                _("What is in hand becomes the shipped wording, without questions of your own."),
                _("It is in use once you make it the new version."),
            ],
            do=_("Take them"),
            then=lambda: screen.start_from(NONE),
        ).open()

    def _made(self, version: FormVersion) -> None:
        say = _("Version {number} of {form} is in use from now on.")
        self._screen.parts.window.say(say.format(number=version.version, form=version.form))
        self._screen.again()
