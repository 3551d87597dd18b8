"""A sealed form, its paper, and what checking the paper found."""

from __future__ import annotations

from dataclasses import dataclass

from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.sealed_documents import SealedDocument, Verification
from counsellor_desk.workflows import consent, exit_door, seal
from counsellor_desk.workflows.consent import ConsentPage, Guide
from counsellor_desk.workflows.desk import Desk


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """What is known of a sealed form; ``page`` lists what has gone out on its ground."""

    page: ConsentPage
    document: SealedDocument
    found: Verification

    @property
    def guide(self) -> Guide:
        """The form itself."""
        return self.page.guide


def looked_at(desk: Desk, which: ConsentId) -> OnRecord:
    """Read a sealed form, and check its document anew.

    Raises:
        KeyError: it is not sealed.
    """
    page = consent.page(desk, which)
    if page.document is None:
        raise KeyError("document")
    return _checked(desk, page, page.document)


def sealed(desk: Desk, which: ConsentId) -> OnRecord:
    """Seal a form that everybody has signed, and look at it.

    Raises:
        As ``workflows.consent.seal_form``.
    """
    consent.seal_form(desk, which)
    return looked_at(desk, which)


def _checked(desk: Desk, page: ConsentPage, document: SealedDocument) -> OnRecord:
    found = seal.check(desk, exit_door.look(desk, document.id))
    return OnRecord(page=page, document=document, found=found)
