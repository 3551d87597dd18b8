"""Contrast of every pair of colours that is shown together, in every scheme (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.tokens import (
    Scheme,
    Tokens,
    Type,
    control_height,
    figures,
    measure,
    pixels,
    scaled,
    tokens,
    tokens_for,
)

TEXT_PAIRS = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "hover"),
    ("text", "pressed"),
    ("text", "selection"),
    ("text", "marked"),
    ("secondary", "window"),
    ("secondary", "surface"),
    ("secondary", "hover"),
    ("secondary", "pressed"),
    ("disabled", "window"),
    ("disabled", "surface"),
    ("accent", "window"),
    ("accent", "surface"),
    ("accent", "hover"),
    ("accent", "pressed"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_selection", "selection"),
    ("amber", "amber_ground"),
    ("amber", "surface"),
    ("amber", "selection"),
    ("red", "red_ground"),
    ("red", "surface"),
    ("red", "window"),
    ("on_red", "red"),
    ("on_red", "red_hover"),
    ("green", "green_ground"),
    ("green", "surface"),
    ("green", "window"),
)
CONTROL_PAIRS = (
    ("border", "window"),
    ("border", "surface"),
    ("accent", "window"),
    ("accent", "surface"),
    ("accent", "selection"),
    ("red", "window"),
    ("secondary", "selection"),
)


def _luminance(colour: str) -> float:
    ink = QColor(colour)
    channels = (ink.redF(), ink.greenF(), ink.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _too_weak(worn: Tokens, pairs: tuple[tuple[str, str], ...], least: float) -> list[str]:
    ratios = {pair: contrast(getattr(worn, pair[0]), getattr(worn, pair[1])) for pair in pairs}
    return [f"{a} on {b}: {ratio:.2f}" for (a, b), ratio in ratios.items() if ratio < least]


def test_the_measure_is_the_standards() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", Scheme)
def test_text_can_be_read(scheme: Scheme) -> None:
    assert _too_weak(tokens_for(scheme), TEXT_PAIRS, 4.5) == []


@pytest.mark.parametrize("scheme", Scheme)
def test_controls_can_be_seen(scheme: Scheme) -> None:
    assert _too_weak(tokens_for(scheme), CONTROL_PAIRS, 3.0) == []


@pytest.mark.parametrize("scheme", [Scheme.HIGH_CONTRAST_LIGHT, Scheme.HIGH_CONTRAST_DARK])
def test_high_contrast_is_higher(scheme: Scheme) -> None:
    """WCAG 2.2, 1.4.6: 7 to 1. What is disabled need not be read."""
    pairs = tuple(pair for pair in TEXT_PAIRS if pair[0] != "disabled")
    assert _too_weak(tokens_for(scheme), pairs, 7.0) == []


def test_what_is_worn_is_told_by_the_palette(theme: Theme) -> None:
    for chosen, scheme in (("light", Scheme.LIGHT), ("dark", Scheme.DARK)):
        theme.wear(theme=chosen, text_size=100)
        assert tokens() == tokens_for(scheme)


def test_sizes_grow_with_the_text(theme: Theme) -> None:
    assert [pixels(kind) for kind in Type] == [12, 14, 15, 18, 24, 30]
    theme.wear(theme="light", text_size=100)
    assert (scaled(18), control_height(), measure()) == (18, 40, 525)
    theme.wear(theme="light", text_size=200)
    assert (scaled(18), control_height(), measure()) == (36, 54, 1050)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("PH-2026-0041-7", "PH\u20112026\u20110041\u20117"),
        ("a - b", "a - b"),
        ("- 3", "- 3"),
    ],
)
def test_numbers_hold_together(text: str, drawn: str) -> None:
    assert figures(text) == drawn
