"""B11: a consent form composed, signed and sealed, beside the same words by the bare libraries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from counsellor_desk import resources
from counsellor_desk.documents import consent_form, sealing
from counsellor_desk.documents.certificates import Certificate, make_certificate
from tests.benchmarks.figures import Figure, Timed, Verdict, seconds, side_by_side
from tests.documents import samples
from tests.documents.reading import text_of

MOST_RATIO = 1.3
_PEER = "bare reportlab paragraphs of the same words and font, bare pyHanko signature"


def measure(_home: Path, repetitions: int) -> Iterator[Figure]:
    """A whole form, and what of it is composing and what is sealing."""
    own = make_certificate(organisation="Harbour Counselling", at=samples.AT)
    composed = _composed()
    pages = text_of(composed).split("\f")[:-1]
    size = f"form F2, {len(pages)} pages"
    bare = _bare(pages)
    things = {
        "composed, signed and sealed": (
            lambda: _sealed(_composed(), own),
            lambda: _signed(_bare(pages), own),
        ),
        "of that, composing": (_composed, lambda: _bare(pages)),
        "of that, sealing, and checking the seal": (
            lambda: _sealed(composed, own),
            lambda: _signed(bare, own),
        ),
    }
    for what, (product, peer) in things.items():
        found = side_by_side({"product": _timed(product), "peer": _timed(peer)}, repetitions)
        yield Figure("B11", what, size, found["product"], found["peer"], _PEER)


def judge(figures: list[Figure]) -> Iterator[Verdict]:
    """One goal, for the whole."""
    whole = figures[0]
    goal = f"at most {MOST_RATIO} ×"
    yield Verdict("B11", goal, f"{whole.ratio:.1f} ×", whole.ratio <= MOST_RATIO)


def _timed(do: Any) -> Timed:
    return lambda: seconds(do)


def _composed() -> bytes:
    signed = samples.signed(samples.consent())
    return consent_form.compose(samples.form(), signed, context=samples.CONTEXT).pdf


def _sealed(pdf: bytes, own: Certificate) -> bytes:
    return sealing.seal(pdf, key=own.key, certificate=own.certificate, at=samples.AT)


@cache
def _style() -> ParagraphStyle:
    path = resources.path("fonts", "noto", "NotoSans-Regular.ttf")
    pdfmetrics.registerFont(TTFont("Bare", str(path)))
    return ParagraphStyle("bare", fontName="Bare", fontSize=10.5, leading=15.5)


def _bare(pages: list[str]) -> bytes:
    """A paragraph a line, on plain pages."""
    out = BytesIO()
    side = 22 * mm
    story: list[Flowable] = [
        Paragraph(escape(line), _style()) for page in pages for line in page.splitlines()
    ]
    SimpleDocTemplate(out, leftMargin=side, rightMargin=side, invariant=1).build(story)
    return out.getvalue()


def _signed(pdf: bytes, own: Certificate) -> bytes:
    store: Any = SimpleCertificateStore
    certificate = x509.Certificate.load(own.certificate)
    signer = SimpleSigner(certificate, keys.PrivateKeyInfo.load(own.key), store())
    metadata = PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    PdfSigner(metadata, signer).sign_pdf(writer, bytes_reserved=8192, output=out)
    return out.getvalue()
