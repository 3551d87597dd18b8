"""The place of the forms in the rail, and the doors that lead to one."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.domain.ids import CaseId, ClientId, ConsentId
from counsellor_desk.ui.forms import beginning
from counsellor_desk.ui.forms.by_name import FormsByName
from counsellor_desk.ui.forms.consent_screen import ConsentScreen
from counsellor_desk.ui.forms.forms_screen import FormsScreen
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.forms.newer_words import NewerWords
from counsellor_desk.ui.forms.paper_in import PaperIn
from counsellor_desk.ui.forms.paper_screen import PaperScreen
from counsellor_desk.ui.forms.register_cards import Kept
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.frame.rooms import Room
from counsellor_desk.ui.paper_out import PaperOut
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.consent import Guide


def room(parts: Parts) -> Room:
    """The forms of all cases; the command box finds each kind of form by its title."""
    parts.window.commands.add_provider(FormsByName(parts).entries)
    return Room(
        key="forms",
        words=_("Forms"),
        icon="clipboard-list",
        make=lambda: FormsScreen(parts),
        keys="Ctrl+4",
    )


def begin_form(parts: Parts, case: CaseId, client: ClientId | None, form: str | None) -> None:
    """Begin a form of that case; where several clients could be meant, ask whose."""
    beginning.begin(parts, case, client, form)


def open_forms(parts: Parts, kept: str) -> None:
    """The forms of all cases, narrowed down to those of one kind."""
    if parts.window.go("forms") and isinstance(screen := parts.window.rooms.standing, FormsScreen):
        screen.show_only(Kept.of(kept))


def open_form(parts: Parts, which: ConsentId) -> None:
    """A form in hand where it was left, or a consent as it stands."""
    parts.background.ask(
        lambda _progress: consent.guide(parts.desk, which),
        lambda guide: _ask_first(parts, guide),
        asker=parts.window,
    )


def _ask_first(parts: Parts, guide: Guide) -> None:
    """A form that was worded anew while it was in hand may be gone on with in the newer words."""
    if guide.newer:
        NewerWords(parts, guide, lambda chosen: _show(parts, chosen)).open()
    else:
        _show(parts, guide)


def _show(parts: Parts, guide: Guide) -> None:
    which = guide.consent.id
    if guide.consent.sealed_at or guide.consent.withdrawn_at:
        parts.window.show_screen(ConsentScreen(parts, which))
    elif guide.consent.on_paper_at:
        parts.window.show_screen(PaperScreen(parts, which))
    else:
        parts.window.show_screen(GuideScreen(parts, guide))


def offer_paper(parts: Parts) -> None:
    """Let blank forms be printed, and pages brought back, from anywhere."""

    def in_the_room(do: Callable[[Screen], object]) -> None:
        if parts.window.go("forms") and (screen := parts.window.rooms.standing) is not None:
            do(screen)

    for act in (
        Action(
            key="print blank form",
            words=_("Print a blank form"),
            run=lambda: in_the_room(lambda screen: PaperOut(screen, parts).blank()),
            group=_("Paper"),
            icon="printer",
        ),
        Action(
            key="bring form back",
            words=_("Bring a form back from paper"),
            run=lambda: in_the_room(lambda screen: PaperIn(screen, parts).choose()),
            group=_("Paper"),
            icon="camera",
        ),
    ):
        parts.window.acts.register(act)
