"""Where this computer lacks the keys of the session notes: going on with new ones, once agreed."""

from __future__ import annotations

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _
from counsellor_desk.workflows import unlock


def banner(parts: Parts) -> Banner:
    """It stays until notes can be written here again, or the desk is left."""
    offer = secondary(_("Begin notes anew…"))
    shown = Banner(NotesAccess.KEYS_MISSING.label, State.AMBER, offer)
    offer.clicked.connect(lambda _on: _ask(parts, shown))
    return shown


def _ask(parts: Parts, shown: Banner) -> None:
    Confirmation(
        parts.window,
        _("Begin session notes anew on this computer?"),
        (
            _("New keys are made, so that notes can be written here. All records stay."),
            _("Notes written before can then no longer be opened with this computer."),
            _(
                "If the computer where they were written still works, or if this is an old copy of "
                "the store, go on there instead."
            ),
        ),
        do=_("Begin anew"),
        then=lambda: _begin(parts, shown),
        cannot_be_undone=True,
    ).open()


def _begin(parts: Parts, shown: Banner) -> None:
    def begun(_none: None) -> None:
        shown.deleteLater()
        parts.window.say(_("Session notes can be written here."))

    parts.background.ask(
        lambda _progress: unlock.begin_notes_anew(parts.desk),
        begun,
        asker=parts.window,
        changes=frozenset({Changed.NOTES, Changed.AUDIT}),
    )
