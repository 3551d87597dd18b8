"""Which certificate documents are sealed with, its fingerprint on paper, and checking documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.sealed_documents import CertificateFacts
from counsellor_desk.ui.settings.bringing_certificate import BringCertificate
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import emptied
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import own_certificate
from counsellor_desk.workflows.own_certificate import Certificates
from counsellor_desk.workflows.preferences import Preferences

_AUDITED: Final = frozenset({Changed.AUDIT})


class CertificateSection(Section):
    """Cards, drawn anew whenever one of their acts was done."""

    heading: ClassVar[str] = N_("Certificate")

    def show_now(self, preferences: Preferences) -> None:
        del preferences
        self._look()

    def _look(self) -> None:
        self.place.ask(lambda _progress: own_certificate.look(self.parts.desk), self._show)

    def _show(self, found: Certificates) -> None:
        with focus_kept(self):
            emptied(self.body)
            for card in self._cards(found):
                self.body.addWidget(card)

    def _cards(self, found: Certificates) -> Iterator[Card]:
        yield _card(_("What your documents are sealed with"), *self._in_use(found))
        if found.earlier:
            yield _card(_("Used before"), *(_told(each) for each in found.earlier))
        yield _card(_("Whether a document is genuine"), self._sheet_row(), self._check_row())

    def _in_use(self, found: Certificates) -> Iterator[QWidget]:
        bring = secondary(_("Bring in your own…"), self._bring)
        if not found.in_use.brought:
            yield _told(found.in_use, _("This desk’s own"))
            yield Row(
                [strong(_("A certificate of your own"))],
                below=_(
                    "From your organisation, say. Others then see your name, and who vouches for "
                    "it, instead of “identity unknown”."
                ),
                ends=(bring,),
            )
            return
        bring.setText(_("Bring in another…"))
        yield _told(found.in_use, _("Your own"), ended=found.ended)
        yield Row(
            [strong(_("Exchange it"))],
            below=_("For when it ends, or you were given a new one."),
            ends=(bring,),
        )
        yield Row(
            [strong(_("Go back to this desk’s own"))],
            below=_("The key that you brought is then forgotten here."),
            ends=(secondary(_("Go back…"), self._put_back),),
        )

    def _sheet_row(self) -> Row:
        return Row(
            [strong(_("A sheet for your service manager"))],
            below=_("The certificate’s fingerprint on paper, to compare with sealed documents."),
            ends=(secondary(_("Print the sheet"), self._print, icon_name="printer"),),
        )

    def _check_row(self) -> Row:
        return Row(
            [strong(_("Check a document"))],
            below=_("Any PDF: what is unchanged, what was added, and by whom."),
            ends=(secondary(_("Check one"), self.parts.doors.check_document),),
        )

    def _bring(self) -> None:
        BringCertificate(self.parts, self._done).open()

    def _put_back(self) -> None:
        Confirmation(
            self.place,
            _("Seal with this desk’s own certificate again?"),
            (
                _("The key that you brought is forgotten here. Your file is not touched."),
                _("Documents sealed with it go on being known as yours."),
            ),
            do=_("Go back to it"),
            then=lambda: self.place.ask(
                lambda _progress: own_certificate.put_back(self.parts.desk),
                lambda _none: self._done(_("Documents are sealed with this desk’s own again.")),
                changes=_AUDITED,
            ),
        ).open()

    def _print(self) -> None:
        desk = self.parts.desk
        self.parts.printing.offer(
            self.place,
            lambda _progress: own_certificate.sheet(desk),
            lambda: self.parts.window.say(_("Sent to the printer.")),
            changes=_AUDITED,
        )

    def _done(self, sentence: str) -> None:
        self.parts.window.say(sentence)
        self._look()


def _told(certificate: CertificateFacts, whose: str = "", *, ended: bool = False) -> Row:
    until = _("valid until {day}").format(day=dates.day(certificate.until))
    by = _("vouched for by {name}").format(name=certificate.vouched_by)
    first = [whose, until, by if certificate.vouched_by else ""]
    pill = Pill(_("Its time is over"), State.RED) if ended else None
    return Row(
        [strong(certificate.name)],
        below=" · ".join([*filter(None, first), certificate.fingerprint]),
        pill=pill,
    )


def _card(heading: str, *rows: QWidget) -> Card:
    card = Card(heading)
    card.add(Rows(rows))
    return card
