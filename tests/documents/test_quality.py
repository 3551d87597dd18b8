"""What a sealed document is besides its words: its make-up, and all it needs within itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from PIL import Image, ImageCms
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from counsellor_desk.documents import colours, consent_form, pictures, sealing, summary
from counsellor_desk.documents.certificates import make_certificate
from counsellor_desk.documents.content import (
    Block,
    Heading,
    Opening,
    Passage,
    Scan,
    SignatureBlock,
    Signatures,
    Table,
    Tick,
)
from counsellor_desk.documents.page import Sheet, typeset
from tests.documents import reading, samples
from tests.handwriting import photo

WAYS_OUT = {"/JS", "/JavaScript", "/URI", "/Launch", "/GoToR", "/SubmitForm", "/EmbeddedFiles"}
WAYS_OUT |= {"/AA", "/OpenAction", "/Encrypt", "/RichMedia", "/EF", "/XFA", "/Alternates", "/OPI"}


@cache
def _sealed() -> bytes:
    signed = samples.signed(samples.consent())
    composed = consent_form.compose(samples.form(), signed, context=samples.CONTEXT)
    own = make_certificate(organisation="Harbour Street Counselling", at=samples.AT)
    return sealing.seal(composed.pdf, key=own.key, certificate=own.certificate, at=samples.AT)


@cache
def _reader() -> PdfReader:
    return PdfReader(BytesIO(_sealed()))


def _catalog() -> Any:
    return _reader().trailer["/Root"]


def _objects(start: object, seen: set[int]) -> Iterator[Any]:
    """Everything that can be reached in a document."""
    found: Any = start.get_object() if isinstance(start, IndirectObject) else start
    if isinstance(start, IndirectObject):
        if start.idnum in seen:
            return
        seen.add(start.idnum)
    yield found
    inside = found.values() if isinstance(found, DictionaryObject) else ()
    for each in found if isinstance(found, ArrayObject) else inside:
        yield from _objects(getattr(each, "raw_get", each) and each, seen)


def _everything() -> list[Any]:
    trailer = DictionaryObject(_reader().trailer)
    return [*_objects(trailer, set())]


def test_it_needs_nothing_from_outside_and_does_nothing_by_itself() -> None:
    everything = _everything()
    assert len(everything) > 200
    words = {key for each in everything if isinstance(each, DictionaryObject) for key in each}
    names = {str(each) for each in everything if isinstance(each, str)}
    assert not WAYS_OUT & (words | names)
    streams = [each for each in everything if isinstance(each, StreamObject)]
    assert len(streams) > 4
    assert not [each for each in streams if {"/F", "/FFilter"} & each.keys()]
    assert {font[3] for font in reading.fonts(_sealed())} == {"yes"}


def test_it_says_what_its_colours_are() -> None:
    (intent,) = _catalog()["/OutputIntents"]
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFA1", colours.NAME)
    kept = intent["/DestOutputProfile"].get_object()
    assert kept["/N"] == 3
    assert kept.get_data() == colours.profile()


def test_the_colours_are_those_of_every_screen() -> None:
    """Read by another library, against that library's own sRGB."""
    ours = ImageCms.ImageCmsProfile(BytesIO(colours.profile()))
    assert ImageCms.getProfileDescription(ours).strip() == colours.NAME
    shades = Image.new("RGB", (256, 3))
    for x in range(256):
        for y, shade in enumerate([(x, x, x), (x, 128, 255 - x), (27, x, 102)]):
            shades.putpixel((x, y), shade)
    there: Any = ImageCms.profileToProfile(shades, ours, ImageCms.createProfile("sRGB"))
    apart = [abs(a - b) for a, b in zip(shades.tobytes(), there.tobytes(), strict=True)]
    assert max(apart) <= 2


def test_it_describes_itself_twice_alike_and_claims_no_standard() -> None:
    told = _catalog()["/Metadata"].get_object().get_data().decode("utf-8")
    about = _reader().metadata
    assert about is not None
    for part in (about.title, about.author, about.subject, about.creator, about.producer):
        assert part
        assert f">{part}<" in told
    assert told.count("2026-05-24T13:05:00Z") == 2
    assert "pyHanko" not in told
    assert "pdfaid" not in told
    assert "pdfuaid" not in told
    assert _catalog()["/Lang"] == "en-GB"
    assert _catalog()["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert _catalog()["/MarkInfo"]["/Marked"].value is True


def test_words_that_look_like_markup_stay_words() -> None:
    organisation = replace(samples.ORGANISATION, name="Ash & <Oak>")
    letterhead = replace(samples.LETTERHEAD, organisation=organisation)
    made = summary.compose(samples.summary(), letterhead=letterhead, session=samples.SESSION)
    catalog: Any = PdfReader(BytesIO(made.pdf)).trailer["/Root"]
    told = catalog["/Metadata"].get_object().get_data().decode("utf-8")
    assert "Ash & <Oak>" in "".join(ET.fromstring(told).itertext())  # noqa: S314 - made here


def _tokens(content: bytes) -> Iterator[str]:
    """The operators of a page's content that count here, in order."""
    strings_out = re.sub(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]+>", b"()", content, flags=re.DOTALL)
    for word in re.findall(
        rb"\b(BDC|BMC|EMC|Tj|TJ|Do|S|s|f|f\*|B|B\*|b|b\*|re|n)(?=\s)", strings_out
    ):
        yield word.decode()


def test_every_piece_is_of_an_element_or_decoration() -> None:
    for each in _reader().pages:
        contents: Any = each.get_contents()
        depth = 0
        for word in _tokens(contents.get_data()):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(word, 0)
            assert depth in {0, 1}
            if word not in {"BDC", "BMC", "EMC"}:
                assert depth == 1, word
        assert depth == 0


def test_every_piece_leads_back_to_its_element() -> None:
    """Each page's share of the tree of parents names what each of its pieces is of."""
    root = _catalog()["/StructTreeRoot"]
    shares = root["/ParentTree"]["/Nums"]
    assert root["/ParentTreeNextKey"] == len(_reader().pages)
    for number, each in enumerate(_reader().pages):
        about: Any = each
        assert (about["/StructParents"], about["/Tabs"]) == (number, "/S")
        contents: Any = each.get_contents()
        numbers = [int(n) for n in re.findall(rb"/MCID (\d+)", contents.get_data())]
        elements: Any = shares[2 * number + 1].get_object()
        assert numbers == list(range(len(elements)))
        for mcid, element in enumerate(elements):
            assert [k for k in element.get_object()["/K"] if _is_piece(k, each, mcid)]


def _is_piece(kid: Any, on: Any, mcid: int) -> bool:
    found = kid.get_object()
    return bool(found.get("/MCID") == mcid and found["/Pg"].get_object() == on)


def _structure(pdf: bytes, how: str = "-struct-text") -> str:
    return reading.run("pdfinfo", how, "-", given=pdf)


def test_it_reads_aloud_in_order_with_headings_tables_and_signatures() -> None:
    signed = SignatureBlock("Client", "Marged", "today", samples.ink())
    blocks: list[Block] = [
        Opening("Permission", "This form is about one thing."),
        Heading("Why it is needed"),
        Passage("The GP wants to see whether the tablets help. " * 3),
        Tick("I understand", ticked=True),
        Table("Records", ("Session on", "Record"), (("3 March 2026", "Summary"),), (1, 1)),
        Heading("Signatures"),
        Signatures((signed, SignatureBlock("Counsellor"))),
    ]
    sheet = Sheet(letterhead=samples.LETTERHEAD, document="A form", reference="CD-1")
    told = _structure(typeset(blocks, sheet, title="T").pdf)
    order = (
        'H1 (block)\n    "Permission"',
        'P (block)\n    "This form is about one thing."',
        'H2 (block)\n    "Why it is needed"',
        '"The GP wants to see whether the tablets help. The GP wants',
        'P (block)\n    "☑"\n    "I understand"',
        "Table",
        'TH:\n         /Scope /Column\n        "Session on"',
        'TD\n        "3 March 2026"',
        'H2 (block)\n    "Signatures"',
        '"Client"',
        "Figure",
        '"Marged"',
    )
    at = 0
    for part in order:
        assert part in told[at:], part
        at = told.index(part, at)
    assert told.count("Figure") == 1
    assert "Page 1 of" not in told


def test_a_table_over_two_pages_is_one_and_its_repeated_header_is_said_once() -> None:
    rows = tuple((f"day {number}", "record") for number in range(60))
    sheet = Sheet(letterhead=samples.LETTERHEAD, document="A table", reference="CD-1")
    table = Table("Many", ("Session on", "Record"), rows, (1, 1))
    made = typeset([Heading("Head"), table], sheet, title="T")
    told = _structure(made.pdf, "-struct")
    assert made.pages > 1
    assert [told.count(kind) for kind in ("Table", "TR", "TH", "TD")] == [1, 61, 2, 120]


def test_a_scanned_page_says_what_it_is() -> None:
    picture = next(pictures.drawn_anew(photo()))
    sheet = Sheet(letterhead=samples.LETTERHEAD, document="A scan", reference="CD-1")
    made = typeset([Scan("Scanned page 1 of 1", picture)], sheet, title="T")
    assert "Figure" in _structure(made.pdf, "-struct")
    alts = re.findall(rb"/Alt \(([^)]*)\)", made.pdf)
    assert alts == [b"Scanned page 1 of 1"]
