"""Boxes and frames: they open with their own key and label, and with nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.vault.boxes import (
    BoxRefused,
    Label,
    framed,
    fresh_key,
    seal,
    unframed,
    unseal,
)

KEY = fresh_key()
LABEL = Label("V" * 26, "note", "N" * 26, 3)


@given(st.binary(max_size=2000))
def test_what_is_sealed_is_unsealed(content: bytes) -> None:
    box = seal(KEY, content, LABEL)
    assert len(box) == len(content) + 28
    assert unseal(KEY, box, LABEL) == content
    assert seal(KEY, content, LABEL) != box, "a nonce is never used twice"


@pytest.mark.parametrize(
    "label",
    [
        replace(LABEL, vault="W" * 26),
        replace(LABEL, type="working"),
        replace(LABEL, id="M" * 26),
        replace(LABEL, revision=4),
    ],
)
def test_a_box_put_in_anothers_place_does_not_open(label: Label) -> None:
    with pytest.raises(BoxRefused):
        unseal(KEY, seal(KEY, b"content", LABEL), label)


@given(st.integers(min_value=0, max_value=34), st.integers(min_value=1, max_value=255))
def test_a_changed_box_does_not_open(place: int, flip: int) -> None:
    box = bytearray(seal(KEY, b"content", LABEL))
    box[place] ^= flip
    with pytest.raises(BoxRefused):
        unseal(KEY, bytes(box), LABEL)


@given(st.integers(min_value=0, max_value=34))
def test_a_cut_box_does_not_open(length: int) -> None:
    with pytest.raises(BoxRefused):
        unseal(KEY, seal(KEY, b"content", LABEL)[:length], LABEL)
    with pytest.raises(BoxRefused):
        unseal(fresh_key(), seal(KEY, b"content", LABEL), LABEL)


@given(st.binary(max_size=3000))
def test_what_is_framed_is_unframed_and_tells_little_of_its_length(content: bytes) -> None:
    frame = framed(content)
    assert len(frame) % 512 == 0
    assert len(frame) - len(content) <= 4 + 511
    assert unframed(frame) == content


@given(st.binary(max_size=1600))
def test_anything_else_is_no_frame(raw: bytes) -> None:
    try:
        content = unframed(raw)
    except BoxRefused:
        return
    assert framed(content) == raw


def test_a_frame_whose_padding_says_something_is_refused() -> None:
    frame = bytearray(framed(b"content"))
    frame[-1] = 1
    for bad in (bytes(frame), framed(b"content") + bytes(512), framed(b"content")[:-1], b""):
        with pytest.raises(BoxRefused):
            unframed(bad)
