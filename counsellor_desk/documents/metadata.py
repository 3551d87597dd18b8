"""What stands in a PDF beside its pages: about itself (XMP, ISO 16684-1) and about its colours."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from counsellor_desk.documents import colours

LANGUAGE: Final = "en-GB"
PROGRAM: Final = "Counsellor Desk"
_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<pdf:Producer>{program}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
"""No claim to PDF/A: what is missing for it is in docs/documents.md."""


def describe(canvas: Canvas, *, title: str, subject: str, author: str, at: datetime) -> None:
    """Write both into the document's catalog: neutral words only."""
    untyped: Any = canvas
    catalog = untyped._doc.Catalog  # noqa: SLF001 - there is no other door to the catalog
    catalog.Metadata = _stream(
        _PACKET.format(
            language=LANGUAGE,
            title=escape(title),
            subject=escape(subject),
            author=escape(author),
            program=PROGRAM,
            at=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        ).encode("utf-8"),
        {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")},
    )
    profile = _stream(
        zlib.compress(colours.profile(), 9), {"N": 3, "Filter": PDFName("FlateDecode")}
    )
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(colours.NAME),
            "Info": PDFString(colours.NAME),
            "DestOutputProfile": untyped._doc.Reference(profile),  # noqa: SLF001 - likewise
        }
    )
    catalog.__Defaults__ = {**catalog.__Defaults__, "OutputIntents": PDFArray([intent])}


def _stream(content: bytes, words: dict[str, Any]) -> PDFStream:
    return PDFStream(PDFDictionary(words), content, filters=[])
