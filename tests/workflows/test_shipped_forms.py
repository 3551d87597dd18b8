"""Wording that was shipped is never changed: it gets a new version, and the old one is kept.

``python -m tests.workflows.test_shipped_forms`` writes down a version that is new.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from counsellor_desk import resources
from counsellor_desk.workflows import form_definitions
from counsellor_desk.workflows.form_definitions import shipped_ids

WRITTEN_DOWN = Path(__file__).with_name("shipped_forms.json")


def _fingerprint(form: str, version: int) -> str:
    """Of what it says and asks, however the file is laid out."""
    table = form_definitions.shipped_at(form, version)
    said = json.dumps(table, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _shipped() -> dict[str, str]:
    """Every version of every form that is shipped, by ``F2-1``."""
    return {
        f"{form}-{version}": _fingerprint(form, version)
        for form in shipped_ids()
        for version in range(1, form_definitions.shipped(form).version + 1)
    }


def test_no_version_is_changed_once_it_is_written_down() -> None:
    written = json.loads(WRITTEN_DOWN.read_text(encoding="utf-8"))
    changed = [name for name, known in written.items() if _shipped().get(name) != known]
    assert not changed, "give it a new version, and keep the old file in resources/forms/earlier"
    assert written.keys() == _shipped().keys(), "write the new version down: see above"


@pytest.mark.parametrize("form", shipped_ids())
def test_every_earlier_version_is_shipped_with_the_newest(form: str) -> None:
    for version in range(1, form_definitions.shipped(form).version + 1):
        assert form_definitions.shipped_at(form, version)["version"] == version


def test_what_lies_among_the_earlier_is_one_of_a_form_that_is_shipped() -> None:
    for file in (resources.path("forms") / "earlier").glob("*"):
        form, _dash, version = file.stem.partition("-")
        assert form in shipped_ids()
        assert int(version) < form_definitions.shipped(form).version


if __name__ == "__main__":
    written = json.dumps(_shipped(), indent=2)
    WRITTEN_DOWN.write_text(f"{written}\n", encoding="utf-8")
