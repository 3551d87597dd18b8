"""What every document has in common: fonts, header, QR, metadata, sameness, missing characters."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from counsellor_desk.documents import (
    consent_form,
    disclosure_pack,
    paper_form,
    receipt,
    summary,
    withdrawal_letter,
)
from counsellor_desk.documents.composed import Composed, Letterhead, file_name
from tests.documents import reading, samples

Maker = Callable[[Letterhead], Composed]


def _form(letterhead: Letterhead) -> Composed:
    context = replace(samples.CONTEXT, letterhead=letterhead)
    consent = samples.signed(samples.consent(), context=context)
    return consent_form.compose(samples.form(), consent, context=context)


def _summary(letterhead: Letterhead) -> Composed:
    return summary.compose(samples.summary(), letterhead=letterhead, session=samples.SESSION)


def _receipt(letterhead: Letterhead) -> Composed:
    return receipt.compose(samples.tombstone(), letterhead=letterhead)


def _pack(letterhead: Letterhead) -> Composed:
    return disclosure_pack.compose(samples.pack(), letterhead=letterhead)


def _blank(letterhead: Letterhead) -> Composed:
    return paper_form.blank(samples.form(), "2F7K-9QXM", letterhead)


def _letter(letterhead: Letterhead) -> Composed:
    letter = withdrawal_letter.Letter(
        reference="CD-3KQ8-W2TX-5V",
        to="Millbrook Surgery",
        form_id="2F7K-9QXM",
        withdrawn_on=samples.AT.date(),
        sent=(),
        counsellor="R. Quill, counsellor",
    )
    return withdrawal_letter.compose(letter, letterhead=letterhead)


MAKERS = {
    "form": (_form, "CD-2F7K-9QXM-4T"),
    "summary": (_summary, "1038-RT5W-0N8J-C4ZD"),
    "receipt": (_receipt, "1041-M2PA-77QH-X0EF"),
    "pack": (_pack, "CD-8W3N-5RTC-ZE"),
    "blank form": (_blank, "2F7K-9QXM"),
    "letter": (_letter, "CD-3KQ8-W2TX-5V"),
}
every_document = pytest.mark.parametrize(("make", "reference"), MAKERS.values(), ids=MAKERS)


@every_document
def test_every_font_is_embedded(make: Maker, reference: str) -> None:
    found = reading.fonts(make(samples.LETTERHEAD).pdf)
    assert found
    assert {(font[3], font[5]) for font in found} == {("yes", "yes")}
    assert all("Noto" in font[0] for font in found), reference


@every_document
def test_every_page_says_whose_it_is_and_which(make: Maker, reference: str) -> None:
    made = make(samples.LETTERHEAD)
    pages = reading.text_of(made.pdf).split("\f")[:-1]
    assert len(pages) == made.pages
    for number, page in enumerate(pages, 1):
        for part in (
            "Harbour Street Counselling · ICO registration ZA123456 · policy version 4",
            "case PH-2026-0042-7",
            reference,
            f"Page {number} of {made.pages}",
            "Record 1042-7QXM-2F9K-TB3V",
        ):
            assert part in page


@every_document
def test_the_qr_code_on_every_page_reads(make: Maker, reference: str, tmp_path: Path) -> None:
    made = make(samples.LETTERHEAD)
    stem = tmp_path / "page"
    command = ["pdftoppm", "-r", "110", "-png", "-", str(stem)]
    subprocess.run(command, input=made.pdf, check=True)
    images = sorted(tmp_path.glob("page*.png"))
    assert len(images) == made.pages
    for path in images:
        with Image.open(path) as image:
            assert [code.text for code in zxingcpp.read_barcodes(image)] == [reference]


@every_document
def test_metadata_and_names_are_neutral(make: Maker, reference: str) -> None:
    made = make(samples.LETTERHEAD)
    told = reading.metadata(made.pdf)
    for name in (samples.CLIENT_NAME, "Marged", "Neill", "Okonkwo"):
        assert name not in told
        assert name not in made.title
        assert name not in made.file_name
    assert reference.removeprefix("CD-") in made.file_name
    assert re.fullmatch(r"CD-[0-9A-Z-]+\.pdf", made.file_name)
    assert b"/Lang (en-GB)" in made.pdf
    assert re.search(rf"Title: +{re.escape(made.title)}\n", told)


@pytest.mark.parametrize("make", [_summary, _receipt, _pack])
def test_only_forms_know_a_name(make: Maker) -> None:
    assert "Marged" not in reading.text_of(make(samples.LETTERHEAD).pdf)


@every_document
def test_the_same_input_gives_the_same_bytes(make: Maker, reference: str) -> None:
    first = make(samples.LETTERHEAD).pdf
    _form(replace(samples.LETTERHEAD, case_number="أخرى 😀"))
    assert make(samples.LETTERHEAD).pdf == first, reference


SEEDED = """
import hashlib
from tests.documents import samples
from tests.documents.test_page import MAKERS
for make, _reference in MAKERS.values():
    print(hashlib.sha256(make(samples.LETTERHEAD).pdf).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_run() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", SEEDED],
            cwd=Path(__file__).resolve().parent.parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(told) == 1


@every_document
def test_the_moment_kept_is_the_one_handed_in(make: Maker, reference: str) -> None:
    assert b"D:20260524130500+00'00'" in make(samples.LETTERHEAD).pdf, reference


@pytest.mark.thorough
@every_document
def test_large_print_says_the_same(make: Maker, reference: str) -> None:
    normal = make(samples.LETTERHEAD)
    large = make(replace(samples.LETTERHEAD, size=1.5))
    assert large.pages >= normal.pages
    words = re.findall(r"\w+", reading.pypdf_text(normal.pdf))
    larger = re.findall(r"\w+", reading.pypdf_text(large.pdf))
    assert set(words) - set(larger) <= {str(normal.pages)}, reference


def test_a_character_without_a_font_is_told_and_kept() -> None:
    odd = samples.summary(author="Ruth 好\ue002Adeyemi")
    made = summary.compose(odd, letterhead=samples.LETTERHEAD, session=samples.SESSION)
    assert made.missing == ("好", "\ue002")
    assert "Ruth 好" in reading.text_of(made.pdf)


def test_the_header_holds_a_very_long_name() -> None:
    organisation = replace(samples.ORGANISATION, name="Counselling and much more " * 60)
    made = _receipt(replace(samples.LETTERHEAD, organisation=organisation))
    assert made.pages >= 1


def test_an_organisation_may_have_neither_number_nor_version() -> None:
    plain = replace(samples.ORGANISATION, ico_number="", policy_version="")
    text = reading.text_of(_receipt(replace(samples.LETTERHEAD, organisation=plain)).pdf)
    assert "Harbour Street Counselling\n" in text
    assert "ICO" not in text


def test_nothing_to_point_at_means_no_code_and_no_footer() -> None:
    bare = replace(samples.LETTERHEAD, record_code="", case_number="")
    made = summary.compose(
        samples.summary(record_code=""), letterhead=bare, session=samples.SESSION
    )
    assert "Record 1042" not in reading.text_of(made.pdf)
    assert "case " not in reading.text_of(made.pdf)


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("CD-2F7K-9QXM", "CD-2F7K-9QXM.pdf"),
        ("1038-RT5W", "CD-1038-RT5W.pdf"),
        ("../a b\x00/é", "CD-ab.pdf"),
    ],
)
def test_file_names_hold_nothing_but_the_reference(reference: str, name: str) -> None:
    assert file_name(reference) == name


def test_right_to_left_words_stand_from_the_right() -> None:
    text = "שלום עולם טוב"
    made = summary.compose(
        samples.summary(author=text), letterhead=samples.LETTERHEAD, session=samples.SESSION
    )
    boxes = reading.run("pdftotext", "-bbox", "-", "-", given=made.pdf)
    lefts = {  # poppler lists boxes with their letters as they stand, from left to right
        word[::-1]: float(left)
        for left, word in re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)</word>', boxes)
    }
    assert lefts["שלום"] > lefts["עולם"] > lefts["טוב"]
    assert text in reading.run("pdftotext", "-", "-", given=made.pdf)


def test_no_reader_is_sent_anywhere() -> None:
    hostile = samples.summary(author="<img src='http://x.invalid/a.png'> <a href='http://x'>y</a>")
    made = summary.compose(hostile, letterhead=samples.LETTERHEAD, session=samples.SESSION)
    assert b"/URI" not in made.pdf
    assert b"/XObject" not in made.pdf
    assert "<img src='http://x.invalid/a.png'>" in reading.text_of(made.pdf).replace("\n", " ")


def test_pages_have_no_pictures() -> None:
    images = subprocess.run(
        ["pdfimages", "-list", "-"],
        input=_form(samples.LETTERHEAD).pdf,
        capture_output=True,
        check=True,
    )
    assert len(BytesIO(images.stdout).readlines()) == 2
