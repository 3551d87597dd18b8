"""What was sealed of a record, as rows: look at one, save a copy, print a copy."""

from __future__ import annotations

from collections.abc import Sequence

from counsellor_desk.domain import dates
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.doors import Doors
from counsellor_desk.ui.widgets.buttons import icon_button
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _, n_


def sealed_card(papers: Sequence[SealedDocument], copies: Copies, doors: Doors, none: str) -> Card:
    """The sealed documents of a record, the newest first; ``none`` is said where there is none."""
    card = Card(_("Sealed as PDF"))
    if not papers:
        card.add(standing_back(none))
    card.add(Rows(_row(document, copies, doors) for document in papers))
    return card


def _row(document: SealedDocument, copies: Copies, doors: Doors) -> Row:
    name = document.name
    return Row(
        [strong(name)],
        below=_("{moment}, {pages}").format(
            moment=dates.local_moment(document.made_at),
            pages=n_("{count} page", "{count} pages", document.pages),
        ),
        ends=[
            icon_button(
                "download",
                _("Save a copy of {document}").format(document=name),
                lambda: copies.save(document),
            ),
            icon_button(
                "printer",
                _("Print a copy of {document}").format(document=name),
                lambda: copies.print_(document),
            ),
            icon_button(
                "chevron-right",
                _("Look at {document}").format(document=name),
                lambda: doors.open_document(document.id),
            ),
        ],
    )
