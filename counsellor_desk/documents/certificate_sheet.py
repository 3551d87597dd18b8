"""For whoever wants to be sure of a sealed document: the fingerprints of this desk, on paper.

Readers of PDF do not know the certificate: they say that the signer's identity is unknown. The
sheet tells what to compare, so that nobody has to take a file's word for whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import Block, Fact, Heading, Opening, Panel, Passage
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates
from counsellor_desk.domain.sealed_documents import CertificateFacts
from counsellor_desk.wording import _


def compose(
    in_use: CertificateFacts,
    others: Sequence[CertificateFacts],
    *,
    counsellor: str,
    letterhead: Letterhead,
) -> Composed:
    """The sheet. ``in_use``: what is sealed with now; ``others``: what else may be met.

    ``letterhead``: its case number is empty: the sheet is about no case.
    """
    name = _("Certificate of this desk")
    sheet = Sheet(letterhead=letterhead, document=name, reference=letterhead.record_code)
    blocks = list(_blocks(in_use, others, counsellor, letterhead))
    return typeset(blocks, sheet, title=f"{name} {letterhead.record_code}".strip())


def _blocks(
    in_use: CertificateFacts,
    others: Sequence[CertificateFacts],
    counsellor: str,
    letterhead: Letterhead,
) -> Iterator[Block]:
    yield Opening(
        _("Certificate of this desk"),
        _("With it you can tell whether a sealed document comes from this counsellor."),
    )
    yield Panel(((_("Counsellor"), counsellor), (_("Made on"), dates.day(letterhead.at))))
    yield Heading(_("Documents are sealed with this certificate now"))
    yield from _told(in_use)
    if others:
        yield Heading(_("Documents may also be sealed with these"))
        yield Passage(_("They were in use at another time and are as good."), quiet=True)
        for each in others:
            yield from _told(each)
    yield Heading(_("How to use this sheet"))
    for sentence in _use():
        yield Passage(sentence)


def _told(certificate: CertificateFacts) -> Iterator[Block]:
    yield Fact(_("Made out to"), certificate.name)
    if certificate.vouched_by:
        yield Fact(_("Vouched for by"), certificate.vouched_by)
    yield Fact(_("Valid until"), dates.day(certificate.until))
    groups = certificate.fingerprint.split(" ")
    halves = (" ".join(groups[:8]), " ".join(groups[8:]))
    yield Fact(_("Fingerprint (SHA-256)"), "\n".join(halves))


def _use() -> Iterator[str]:
    yield _(
        "Your PDF reader may say that the signer’s identity is unknown. It means that nobody has "
        "told it about this certificate, not that something is wrong."
    )
    yield _(
        "Open the signature’s details, look at the certificate, and compare its SHA-256 "
        "fingerprint with the one above, from the first to the last character."
    )
    yield _(
        "If all of it is the same, the seal was made by this desk. If one character differs, it "
        "was not: ask the counsellor."
    )
    yield _("Keep this sheet where nobody can exchange it. It holds no secret.")
