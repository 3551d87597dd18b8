"""Saving what can be read of a damaged store: first what will happen, then what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from counsellor_desk.domain.damage import Part, Survey
from counsellor_desk.errors import DeskError
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.start_page import StartPage
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import damage
from counsellor_desk.workflows.damage import Salvaged, Wreck


class SalvagePage(StartPage):
    """``then`` is handed what came of it; ``back`` is where one came from."""

    def __init__(
        self,
        parts: StartParts,
        wreck: Wreck,
        *,
        back: Callable[[], object],
        then: Callable[[Salvaged], object],
    ) -> None:
        super().__init__(parts, _("Save what can be read"), icon_name="life-buoy", ink=Ink.ACCENT)
        self._wreck, self._back, self._then = wreck, back, then
        for sentence in (
            _("Everything that can still be read goes into a fresh store, with the same keys."),
            _("That is checked, and only then takes the place of the damaged one."),
            _("The damaged file is kept beside it under another name. Nothing is deleted."),
        ):
            self.add(Words(sentence))
        self._panel = ProgressPanel(parts.clock)
        self.add(self._panel)
        self._begin = primary(_("Save what can be read"), self._save, shortcut="Ctrl+Return")
        self._leave = secondary(_("Back"), back)
        self.add_actions(self._leave, self._begin)
        self._saving: Progress | None = None

    def arrive(self) -> None:
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Stop; everything is as before then."""
        if self._saving is not None:
            self._saving.cancel()

    def _save(self) -> None:
        for button in (self._begin, self._leave):
            button.setEnabled(False)
        self._panel.begin(_("Reading, writing and checking…"), self.give_up)
        self._saving = self.ask(
            lambda progress: damage.save(self._wreck, progress),
            self._then,
            self._failed,
            progress=self._panel.report,
            stopped=self._stop,
        )

    def _failed(self, error: BaseException) -> None:
        self._stop()
        self.tell(error)

    def tell(self, error: BaseException) -> None:
        """A fault of saving is told here, whatever page it may lead to elsewhere."""
        if isinstance(error, DeskError):
            self.say(" ".join(filter(None, error.sentences())))
        else:
            super().tell(error)

    def _stop(self) -> None:
        self._panel.finish()
        for button in (self._begin, self._leave):
            button.setEnabled(True)
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)


class SalvagedPage(StartPage):
    """How much of each kind came over, and what could not be read."""

    def __init__(
        self, parts: StartParts, salvaged: Salvaged, *, then: Callable[[], object]
    ) -> None:
        super().__init__(
            parts,
            _("What could be read is saved"),
            _("The fresh store was checked and stands in the place of the damaged one."),
            icon_name="circle-check",
            ink=Ink.GREEN,
        )
        card = Card()
        card.add(Rows(part_row(part) for part in salvaged.survey.parts))
        self.add(card)
        for sentence in _more(salvaged):
            self.add(Words(sentence))
        self._open = primary(_("Unlock your desk"), then, shortcut="Ctrl+Return")
        self.add_actions(self._open)

    def arrive(self) -> None:
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)


def part_row(part: Part) -> Row:
    """A kind of record: how many could be read, and how many could not, in which cases."""
    read = n_("{count} read", "{count} read", part.read)
    if not part.lost:
        return Row(part.kind.label, ends=(Pill(read, State.GREEN),))
    below = _("In {cases}").format(cases=", ".join(part.lost_in)) if part.lost_in else ""
    lost = n_("{count} could not be read", "{count} could not be read", part.lost)
    return Row(
        part.kind.label, below=below, ends=(Pill(read, State.NEUTRAL), Pill(lost, State.RED))
    )


def about_pages(survey: Survey) -> str:
    """How much of the file itself is damaged."""
    told = _("{damaged} of the {pages} pages of the file cannot be read.")
    return told.format(damaged=survey.damaged_pages, pages=survey.pages)


def _more(salvaged: Salvaged) -> Iterator[str]:
    yield about_pages(salvaged.survey)
    if salvaged.survey.unplaced:
        yield n_(
            "{count} row was read of which nothing tells what it is. It is in the damaged file.",
            "{count} rows were read of which nothing tells what they are. They are in the damaged "
            "file.",
            salvaged.survey.unplaced,
        )
    if salvaged.profile_lost:
        yield _("Your name and your organisation were lost: type them again under Settings.")
    if not salvaged.survey.nothing_lost:
        yield _("What is missing here may be in a backup: open that on its own to look.")
    yield _("The damaged file is kept as {name}.").format(name=salvaged.kept_as)
