"""Words, codes and small rules that every floor shares."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from enum import Enum
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs.api import PlatformDirsABC
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from counsellor_desk import clock, errors, lazily, logs, resources, settings
from counsellor_desk.domain import disclosures, kinds, sealed_documents, signatures, text
from counsellor_desk.domain.audit import Act, AuditEntry, canonical, record_code
from counsellor_desk.domain.ids import CROCKFORD
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.domain.signatures import Point, SignerRole
from counsellor_desk.domain.summaries import EssentialSummary, OthersInvolved, Section
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import DeskError
from tests.domain import samples
from tests.domain.samples import CASE, NOW, SESSION, TODAY


@given(st.text())
def test_cleaned_text_can_be_stored(raw: str) -> None:
    cleaned = text.clean(raw + "\ud800\x00")
    cleaned.text.encode("utf-8")
    assert cleaned.replaced >= 2
    assert "\r" not in cleaned.text
    assert text.clean(cleaned.text) == text.CleanText(cleaned.text, 0)


@given(st.text(max_size=80))
def test_a_line_is_one_line(raw: str) -> None:
    assert len(text.one_line(raw).splitlines()) <= 1
    assert len(text.preview(raw)) <= 40


def test_previews_end_in_an_ellipsis_only_when_cut() -> None:
    assert text.preview("short") == "short"
    assert text.preview("word " * 20).endswith("word…")
    assert text.word_count("two  words\n") == 2


@given(st.integers(0, 10**6), st.binary(min_size=32, max_size=32))
def test_record_codes_hold_the_first_sixty_bits(seq: int, link: bytes) -> None:
    number, *groups = record_code(seq, link).split("-")
    assert int(number) == seq
    letters = "".join(groups)
    assert len(letters) == 12
    value = 0
    for letter in letters:
        value = value * 32 + CROCKFORD.index(letter)
    assert value == int.from_bytes(link, "big") >> (256 - 60)


def test_canonical_entries_do_not_depend_on_order() -> None:
    common = {"seq": 7, "at": NOW, "monotonic": 1.5, "slot": "passphrase", "about": "x"}
    one = canonical(act=Act.OPENED, facts={"a": 1, "b": "é"}, **common)  # type: ignore[arg-type]  # one dict serves both calls
    two = canonical(act=Act.OPENED, facts={"b": "é", "a": 1}, **common)  # type: ignore[arg-type]  # likewise
    assert one == two
    assert json.loads(one)["act"] == "opened"


def test_an_entry_shows_its_code() -> None:
    entry = AuditEntry(
        seq=3,
        at=NOW,
        monotonic=0.0,
        slot="x",
        act=Act.OPENED,
        about="",
        facts={},
        link=b"\xff" * 32,
    )
    assert entry.code == "3-ZZZZ-ZZZZ-ZZZZ"


WORDED = [
    Act,
    DestructionReason,
    kinds.RecordKind,
    kinds.Audience,
    kinds.Keep,
    disclosures.Channel,
    disclosures.Ground,
    sealed_documents.DocumentKind,
    sealed_documents.SealState,
    Section,
]


@pytest.mark.parametrize("words", WORDED)
def test_every_member_is_worded_once(words: type[Worded]) -> None:
    labels = [member.label for member in words]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_members_are_found_by_what_is_stored() -> None:
    assert Section.of("risk") is Section.RISK
    with pytest.raises(ValueError, match="nonsense"):
        Section.of("nonsense")


def test_every_kind_has_a_rule_and_raw_notes_never_leave() -> None:
    assert set(kinds.RULES) == set(kinds.RecordKind)
    assert kinds.RULES[kinds.RecordKind.RAW_NOTE].exports == frozenset()


def test_a_slip_of_the_pen_is_no_signature() -> None:
    dot = ((Point(0.5, 0.5), Point(0.5, 0.501)),)
    with pytest.raises(signatures.SignatureTooShort):
        signatures.signed(role=SignerRole.CLIENT, name="A", at=NOW, strokes=dot, over="x")
    with pytest.raises(signatures.SignerNameMissing):
        signatures.signed(role=SignerRole.CLIENT, name=" ", at=NOW, strokes=samples.INK, over="x")
    with pytest.raises(signatures.SignerNameTooLong) as refused:
        signatures.signed(
            role=SignerRole.CLIENT, name="A" * 201, at=NOW, strokes=samples.INK, over="x"
        )
    assert all(refused.value.sentences())
    ink = signatures.signed(
        role=SignerRole.CLIENT, name=" A  B ", at=NOW, strokes=samples.INK, over="x"
    )
    assert ink.name == "A B"


def _summary(**sections: tuple[str, ...]) -> EssentialSummary:
    return EssentialSummary(
        id=samples.RECORDS[0],
        case=CASE,
        session=SESSION,
        session_on=TODAY,
        written_at=NOW,
        author="J. Mercer",
        others=OthersInvolved.NO_ONE_ELSE,
        others_named="",
        sections={Section.of(key): lines for key, lines in sections.items()},
        actions=(),
    )


@pytest.mark.parametrize("nowhere", [float("nan"), float("inf")])
def test_points_that_lie_nowhere_are_no_ink(nowhere: float) -> None:
    only = ((Point(0.1, nowhere), Point(nowhere, 0.2)), ())
    with pytest.raises(signatures.SignatureTooShort):
        signatures.signed(role=SignerRole.CLIENT, name="A", at=NOW, strokes=only, over="x")
    among = signatures.signed(
        role=SignerRole.CLIENT, name="A", at=NOW, strokes=(*samples.INK, *only), over="x"
    )
    assert among.strokes == samples.INK


def test_characters_that_nobody_can_see_are_told_by_their_numbers() -> None:
    assert text.told_apart("好\x07\ue000") == "好 U+0007 U+E000"
    assert text.told_apart("王" * 13).endswith("王 …")


def test_a_timeline_previews_what_matters_most() -> None:
    assert _summary(attendance=("Came.",), themes=("Slept.",)).first_line() == "Slept."
    assert _summary(risk=("Asked.",)).first_line() == "Asked."
    assert _summary().first_line() == ""
    assert _summary(themes=("Two words.", "Three more words.")).words() == 5


def test_an_accepted_summary_cannot_be_changed_in_place() -> None:
    summary = _summary(themes=("Slept.",))
    with pytest.raises(TypeError):
        summary.sections[Section.RISK] = ()  # type: ignore[index]  # that it cannot is the test


class _Example(DeskError):
    happened = "{count} things happened."
    next_step = "Look at them."


def test_errors_fill_their_sentences_and_show_no_facts_otherwise() -> None:
    error = _Example(count=2)
    assert error.sentences() == ("2 things happened.", "Nothing was changed.", "Look at them.")
    assert str(error) == "_Example"


def _fails() -> None:
    raise KeyError("something private")


def test_codes_of_bugs_hold_no_text_and_are_stable() -> None:
    codes = set()
    for _round in range(2):
        try:
            _fails()
        except KeyError as error:
            codes.add(errors.code_of(error))
    (code,) = codes
    assert code.startswith("KeyError-")
    assert "private" not in code


class _Colour(Enum):
    RED = 1


def test_logs_take_names_counts_and_nothing_else() -> None:
    logs.start()
    logs.say(logs.Happening.STARTED, count=2, colour=_Colour.RED, fine=True)
    assert logs.recent()[-1] == "STARTED count=2 colour=RED fine=True"
    with pytest.raises(TypeError):
        logs.say(logs.Happening.STARTED, text="a sentence")  # type: ignore[arg-type]  # refused


def test_resources_that_are_not_shipped_are_a_fault_of_the_build() -> None:
    with pytest.raises(FileNotFoundError):
        resources.path("no such thing")


def test_a_lazy_module_is_the_module() -> None:
    assert lazily.lazily("json").dumps is json.dumps


def test_the_clock_has_an_offset() -> None:
    real = clock.SystemClock()
    assert real.now().utcoffset() is not None
    assert real.monotonic() <= real.monotonic()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux calls the clock that counts sleep so")
def test_time_asleep_is_time_gone_by() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    elapsed = clock.SystemClock().elapsed()
    assert before <= elapsed <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_settings_come_back_and_damage_does_not_matter(tmp_path: Path) -> None:
    wanted = replace(settings.Settings(), theme="dark", text_size=150, store="/somewhere")
    settings.save(tmp_path, wanted)
    assert settings.load(tmp_path) == wanted
    file = tmp_path / "settings.json"
    for broken in ("", "[]", "{", '{"theme": 5, "text_size": 7, "store": null, "x": 1}'):
        file.write_text(broken, encoding="utf-8")
        assert settings.load(tmp_path) == settings.Settings()
    assert settings.default_folder().name == settings.default_store().name == "counsellor-desk"


@pytest.mark.parametrize("system", [Unix, MacOS, Windows])
def test_a_store_has_its_folder_to_itself_on_every_system(
    monkeypatch: pytest.MonkeyPatch, system: type[PlatformDirsABC], tmp_path: Path
) -> None:
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _name: str(tmp_path))
    monkeypatch.setattr(platformdirs, "PlatformDirs", system)
    store = settings.default_store()
    for other in (settings.default_folder(), settings.default_keys()):
        assert not other.is_relative_to(store)
