"""What can be done with all of a form's wording at once."""

from __future__ import annotations

from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.ui.wording.acts import WordingActs
from counsellor_desk.wording import _


class WholeCard(Card):
    """Export, begin again, and the shipped words."""

    def __init__(self, acts: WordingActs) -> None:
        super().__init__(_("All of the wording"))
        self.add(
            Rows(
                [
                    Row(
                        [strong(_("Give it to a colleague"))],
                        below=_("A file with what is changed. No answers, no names of clients."),
                        ends=(secondary(_("Export…"), acts.export),),
                    ),
                    Row(
                        [strong(_("Begin again"))],
                        below=_("What is in hand is forgotten. The version in use stays."),
                        ends=(secondary(_("Discard…"), acts.discard),),
                    ),
                    Row(
                        [strong(_("Back to the words as shipped"))],
                        below=_(
                            "All of them, and without your own questions. Then make that a version."
                        ),
                        ends=(secondary(_("Take them…"), acts.as_shipped),),
                    ),
                ]
            )
        )
