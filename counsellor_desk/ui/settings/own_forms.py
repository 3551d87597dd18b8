"""The fourteen forms: in whose words each is, and the way to change them."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.form_carrying import Carried
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.buttons import secondary as button
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import secondary, strong
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import form_wording
from counsellor_desk.workflows.form_wording import FormLine
from counsellor_desk.workflows.preferences import Preferences

_KINDS: Final = frozenset({Changed.FORM_WORDING})


class FormsSection(Section):
    """A row for each form."""

    heading: ClassVar[str] = N_("Wording of forms")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        card, self._rows = Card(_("Forms, in your organisation’s words")), Rows()
        card.add(
            secondary(
                _(
                    "Put sentences in your own words and add questions. What informed consent, a "
                    "free decision and signatures need always stays. Each change is a version of "
                    "its own: forms that are begun or sealed keep theirs."
                )
            )
        )
        card.add(self._rows)
        ways, flow = QWidget(), Flow(gap=GRID)
        flow.addWidget(button(_("Bring in a colleague’s file…"), self._choose, icon_name="folder"))
        ways.setLayout(flow)
        card.add(ways)
        self.body.addWidget(card)

    def show_now(self, preferences: Preferences) -> None:
        del preferences
        self.place.ask(lambda _progress: form_wording.look(self.parts.desk), self._show)

    def take_in(self, path: Path) -> None:
        """Take what that file says in hand, once it is read."""
        self.place.ask(
            lambda _progress: form_wording.take_in(self.parts.desk, path),
            lambda found: self._taken(*found),
            changes=_KINDS,
        )

    def _show(self, lines: tuple[FormLine, ...]) -> None:
        with focus_kept(self):
            self._rows.show_rows(map(self._row, lines))

    def _row(self, line: FormLine) -> Row:
        form = line.form
        change = quiet(_("Change…"), lambda: self.parts.doors.open_wording(form.id))
        change.setAccessibleName(_("Change the wording of {form}").format(form=form.title))
        return Row([strong(form.title)], below=_version(line), pill=_pill(line), ends=(change,))

    def _choose(self) -> None:
        dialog = QFileDialog(self.place.window(), NAME)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Wording of a form (*.cdform)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.take_in(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _taken(self, form: str, carried: Carried) -> None:
        if not carried.lost:
            self.parts.doors.open_wording(form)
            return
        Confirmation(
            self.place,
            _("Not all of the file fits this form"),
            (
                _("It was made from other shipped words. What fits is in hand now."),
                _("Without a place now: {words}").format(words=" · ".join(carried.lost)),
            ),
            do=_("Look at it"),
            then=lambda: self.parts.doors.open_wording(form),
            dont=_("Later"),
        ).open()


def _version(line: FormLine) -> str:
    told = (
        _("{form} · version {version} of your organisation")
        if line.own
        else _("{form} · version {version}, as shipped")
    )
    return told.format(form=line.form.id, version=line.form.version)


def _pill(line: FormLine) -> Pill | None:
    if line.edited:
        return Pill(_("Changes in hand"), State.AMBER)
    return Pill(_("Newer words shipped"), State.AMBER) if line.newer_shipped else None
