"""SECURITY.md promises nothing without a test, and nobody promises what does not stand there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from counsellor_desk.documents import receipt
from counsellor_desk.ui.start import promise_page

ROOT: Final = Path(__file__).resolve().parent.parent
PROMISES, LIMITS, FAULTS = "What it promises", "What it does not promise", "Bad input and faults"
_TEST: Final = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_PROMISING: Final = re.compile(
    r"\b(ever|nothing|nobody|no copy|no word|at most|only|sealed every|does not help)\b"
)
_OTHER_THINGS: Final = (
    "On Debian or Ubuntu with Python",  # what is needed to try it
    "It gives no legal advice",  # what it is for
)


class Claim(NamedTuple):
    """A row of a table: what is said, and the tests beside it."""

    sentence: str
    tests: tuple[tuple[str, str], ...]


@cache
def _page() -> str:
    return (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def _section(heading: str) -> str:
    return _page().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def _claims(heading: str) -> list[Claim]:
    rows = [line for line in _section(heading).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert all(len(row) == 2 for row in cells)
    return [Claim(row[0], tuple(_TEST.findall(row[1]))) for row in cells if row[1] != "test"]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*`]|^\s*(-|\d+\.)\s", "", text, flags=re.MULTILINE).split())


@cache
def _tests_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


@pytest.mark.parametrize("heading", [PROMISES, FAULTS])
def test_every_sentence_has_a_test_that_exists(heading: str) -> None:
    claims = _claims(heading)
    assert len(claims) >= 20
    for claim in claims:
        assert claim.tests, claim.sentence
        for path, name in claim.tests:
            assert Path(path).name.startswith("test_"), path
            assert (ROOT / path).is_file(), path
            assert name in _tests_in(path), f"{path}::{name}"


def test_every_fault_of_the_first_list_is_tried_or_said_not_to_be() -> None:
    """It has fifty-five numbers, in order; what is not tried says why."""
    tried = [int(n) for n in re.findall(r"^\| (\d+)\. ", _section(FAULTS), re.MULTILINE)]
    not_tried = re.findall(r"Not tried, and why: (\d+),", _section(FAULTS))
    assert tried == sorted(set(tried))
    assert sorted([*tried, *map(int, not_tried)]) == list(range(1, 56))


def test_nothing_else_is_promised_between_the_tables() -> None:
    """A promise is a row; what stands around the tables only says for whom they are."""
    around = [
        line
        for line in _section(PROMISES).splitlines()
        if line and not line.startswith(("|", "### "))
    ]
    assert not [line for line in around if _PROMISING.search(line)]


def test_no_sentence_is_said_twice() -> None:
    said = [claim.sentence for claim in (*_claims(PROMISES), *_claims(FAULTS))]
    assert len(said) == len(set(said))


def test_the_readme_promises_nothing_else() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    prose = re.sub(r"^(\||    ).*$", "", readme, flags=re.MULTILINE)
    paragraphs = re.split(r"\n\s*\n|\n(?=\d+\. |- |#)", prose)
    sentences = [s for each in paragraphs for s in re.split(r"(?<=[.])\s+", _plain(each))]
    promised = [
        sentence.removeprefix("In short: ")
        for sentence in sentences
        if _PROMISING.search(sentence) and not sentence.startswith(_OTHER_THINGS)
    ]
    assert len(promised) >= 8
    missing = [sentence for sentence in promised if not _stands_here(sentence)]
    assert not missing


def test_the_program_promises_nothing_else() -> None:
    """The first page of the guide, and what a receipt says that it means."""
    promised = (*promise_page._promises(), *receipt._promised())
    limits = (*promise_page._limits(), *receipt._not_promised(keys_in_folder=True))
    assert not [sentence for sentence in (*promised, *limits) if not _stands_here(sentence)]
    rows = _plain(" ".join(claim.sentence for claim in _claims(PROMISES)))
    assert not [sentence for sentence in promised if sentence not in rows]


def _stands_here(sentence: str) -> bool:
    whole = _plain(_page())
    return (
        sentence in whole
        or sentence[:1].lower() + sentence[1:] in whole
        or (sentence[:1].upper() + sentence[1:] in whole)
    )
