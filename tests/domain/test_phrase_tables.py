"""Cue tables say the same however they are read."""

from __future__ import annotations

import tomllib

import pytest

from counsellor_desk import resources
from counsellor_desk.domain.phrase_tables import plain, sections

FILES = sorted(
    path.name for path in resources.path("lexicons").glob("*.toml") if path.name != "shorthand.toml"
)


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_table_is_written_plainly_and_says_what_toml_says(name: str) -> None:
    written = resources.text("lexicons", name)
    told = {key: part for key, part in tomllib.loads(written).items() if isinstance(part, dict)}
    assert plain(written) == told


@pytest.mark.parametrize(
    "written",
    [
        '[a]\nb = ["c", # why\n "d"]\n',
        "[a]\nb = ['c']\n",
        '[a]\nb = ["c\\u00e9"]\n',
        "[a]\nb = []\n",
        '[a.b]\nc = ["d"]\n',
        '[a]\r\nb = ["c"]\r\n',
        '[a]\nb = ["c",\n\n# more\n "d"\n]\n["e f"]\ng = ["""h"""]\n',
    ],
    ids=["remark", "quote", "escape", "none", "nested", "returns", "long"],
)
def test_a_table_written_in_another_way_is_read_too(written: str) -> None:
    assert sections(written) == tomllib.loads(written)


@pytest.mark.parametrize(
    "written",
    [
        '[a]\nb = ["c"\n "d"]\n',
        '[a]\nb = ["c"\n, , "d"]\n',
        '[a]\nb = ["c"]\nb = ["d"]\n',
        "[a]\n[a]\n",
        '[a]\nb = ["c",\n',
        '[a]\nb = ["c"]]\n',
        '[a]\nb = "c\n',
        '[a]\nb = [\n[c]\nd = ["e"]\n',
        '[a]\n "b",\n]\n',
    ],
    ids=["comma", "commas", "key", "section", "open", "closed", "text", "head", "nowhere"],
)
def test_what_is_no_toml_is_refused(written: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        sections(written)
