"""Fonts: which has a character, what a run reads, what is told as missing."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk import resources
from counsellor_desk.documents.typefaces import FALLBACKS, Face, missing, pieces, typeface

FONTS = resources.path("fonts")


def _faces(text: str) -> list[str]:
    return [piece.face.name for piece in pieces(text, (0,) * len(text), Face.REGULAR)]


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Żółć, naïve, Ελλάς, Київ", "NotoSans-Regular"),
        ("عربي", "NotoSansArabic-Regular"),
        ("שלום", "NotoSansHebrew-Regular"),
        ("हिन्दी", "NotoSansDevanagari-Regular"),
        ("বাংলা", "NotoSansBengali-Regular"),
        ("ਪੰਜਾਬੀ", "NotoSansGurmukhi-Regular"),
        ("ગુજરાતી", "NotoSansGujarati-Regular"),
        ("தமிழ்", "NotoSansTamil-Regular"),
        ("ไทย", "NotoSansThai-Regular"),
        ("ትግርኛ", "NotoSansEthiopic-Regular"),
        ("Հայերեն", "NotoSansArmenian-Regular"),
        ("ქართული", "NotoSansGeorgian-Regular"),
        ("☑☐", "NotoSansSymbols2-Regular"),
        ("😀👨‍👩‍👧", "NotoEmoji-Regular"),
    ],
)
def test_each_script_has_its_font(text: str, face: str) -> None:
    assert _faces(text) == [face]
    assert missing([text]) == ()


def test_marks_stay_with_the_letter_they_stand_on() -> None:
    assert _faces("x\u0302 a\u200d") == ["NotoSans-Regular"]


def test_what_no_font_has_is_told_once_in_order() -> None:
    assert missing(["好 a 好", "\x01中\ue000"]) == ("好", "\x01", "中", "\ue000")


def test_spaces_joiners_and_line_ends_are_never_missing() -> None:
    assert missing(["a\u200b\u200d\ufe0f\xa0\n\t b"]) == ()


def test_arabic_letters_join() -> None:
    """The same letter stands under another glyph at the start, in the middle, and at the end."""
    (piece,) = pieces("ببب", (1, 1, 1), Face.REGULAR)
    glyphs = {typeface(piece.face.name).pdf.face.charToGlyph[ord(c)] for c in piece.glyphs}
    assert len(glyphs) == 3


def test_brackets_turn_with_the_direction() -> None:
    (ltr,) = pieces("(", (0,), Face.REGULAR)
    (rtl,) = pieces("(", (1,), Face.REGULAR)
    known = typeface("NotoSans-Regular").pdf.face.charToGlyph
    assert known[ord(ltr.glyphs)] == known[ord("(")]
    assert known[ord(rtl.glyphs)] == known[ord(")")]


@given(st.text(max_size=30))
def test_pieces_lose_no_character(text: str) -> None:
    found = list(pieces(text, (0,) * len(text), Face.BOLD))
    assert "".join(piece.text for piece in found) == text
    assert all(piece.width >= 0 for piece in found)


def test_every_shipped_work_says_who_made_it() -> None:
    table = tomllib.loads(resources.text("attributions.toml"))
    root = resources.path()
    attributed = {
        path for work in table["work"] for pattern in work["files"] for path in root.glob(pattern)
    }
    shipped = {*FONTS.rglob("*.ttf"), resources.path("lexicons", "eff_large_wordlist.txt")}
    assert shipped <= attributed
    for work in table["work"]:
        assert all(work[key] for key in ("name", "licence", "author", "source"))
        if not work["licence_text"].startswith("https:"):
            assert resources.path(*work["licence_text"].split("/")).is_file()


def test_fonts_stay_small_together() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*.ttf")) < 8_500_000
    names = {path.stem for path in (FONTS / "noto").glob("*.ttf")}
    assert names == {*FALLBACKS, *(face.value for face in Face)}


def test_the_word_list_is_whole() -> None:
    words = resources.text("lexicons", "eff_large_wordlist.txt").split()
    assert len(words) == len(set(words)) == 6**5
