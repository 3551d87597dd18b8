"""The generated style sheet: small, and only for what Qt draws well from one.

Selectors go by the dynamic properties that our widgets set (``look``, ``tone``, ``type``), so that
nothing of Qt's own is touched by accident. Combo boxes, date edits, spin boxes, ticks and radio
buttons stand nowhere in it: they are drawn from the palette or by their own classes.
"""

from __future__ import annotations

from counsellor_desk.ui.tokens import (
    CARD_RADIUS,
    CONTROL_RADIUS,
    Tokens,
    Type,
    control_height,
    pixels,
    scaled,
)


def made_of(worn: Tokens) -> str:
    """The style sheet for these colours at the text size of the application's font."""
    return "\n".join(
        (
            _text(worn),
            _buttons(worn),
            _inputs(worn),
            _surfaces(worn),
            _states(worn),
            _scrolling(worn),
        )
    )


def _size(kind: Type) -> str:
    return f"font-size: {scaled(pixels(kind))}px;"


def _text(worn: Tokens) -> str:
    sizes = "\n".join(f'*[type="{kind.value}"] {{ {_size(kind)} }}' for kind in Type)
    return f"""
{sizes}
*[weight="medium"] {{ font-weight: 500; }}
*[weight="semibold"] {{ font-weight: 600; }}
*[weight="bold"] {{ font-weight: 700; }}
QLabel[tone="secondary"] {{ color: {worn.secondary}; }}
QLabel[tone="accent"] {{ color: {worn.accent}; }}
QLabel[tone="amber"] {{ color: {worn.amber}; }}
QLabel[tone="red"] {{ color: {worn.red}; }}
QLabel[tone="green"] {{ color: {worn.green}; }}
QToolTip {{
    background: {worn.surface}; color: {worn.text};
    border: 1px solid {worn.border}; padding: 4px 8px; {_size(Type.SMALL)}
}}
"""


def _button(look: str, plain: str, hover: str, pressed: str, disabled: str) -> str:
    at = f'QPushButton[look="{look}"]'
    return f"""
{at} {{ {plain} }}
{at}:hover {{ {hover} }}
{at}:pressed {{ {pressed} }}
{at}:checked {{ {pressed} }}
{at}:disabled {{ {disabled} }}
"""


def _buttons(worn: Tokens) -> str:
    quiet = ("quiet", worn.accent), ("icon", worn.secondary), ("link", worn.secondary)
    return "".join(
        (
            _button_shape(),
            _filled("primary", worn, (worn.accent, worn.accent_hover, worn.accent_pressed)),
            _filled("danger", worn, (worn.red, worn.red_hover, worn.red_hover), worn.on_red),
            _button(
                "secondary",
                _worn(worn.surface, worn.text, worn.border),
                _worn(worn.hover, worn.text, worn.border),
                _worn(worn.pressed, worn.text, worn.border),
                _worn(worn.hover, worn.disabled, worn.hairline),
            ),
            *(_bare(look, worn, ink) for look, ink in quiet),
        )
    )


def _button_shape() -> str:
    height = control_height() - 2
    return f"""
QPushButton[look] {{
    min-height: {height}px; max-height: {height}px; padding: 0 15px; font-weight: 500;
    border: 1px solid transparent; border-radius: {CONTROL_RADIUS}px; outline: none;
}}
QPushButton[look="quiet"] {{ padding: 0 11px; }}
QPushButton[look="icon"] {{ padding: 0; min-width: {height}px; max-width: {height}px; }}
QPushButton[look="link"] {{
    padding: 0 3px; min-height: 22px; text-decoration: underline; font-weight: 400;
    {_size(Type.SMALL)}
}}
"""


def _worn(ground: str, ink: str, edge: str) -> str:
    return f"background: {ground}; color: {ink}; border-color: {edge};"


def _filled(look: str, worn: Tokens, grounds: tuple[str, str, str], ink: str = "") -> str:
    plain, hover, pressed = (_worn(each, ink or worn.on_accent, each) for each in grounds)
    return _button(look, plain, hover, pressed, _worn(worn.hover, worn.disabled, worn.hairline))


def _bare(look: str, worn: Tokens, ink: str) -> str:
    grounds = ("transparent", worn.hover, worn.pressed)
    plain, hover, pressed = (_worn(ground, ink, "transparent") for ground in grounds)
    return _button(look, plain, hover, pressed, _worn("transparent", worn.disabled, "transparent"))


def _inputs(worn: Tokens) -> str:
    height = control_height() - 2
    return f"""
QLineEdit[look="field"], QTextEdit[look="field"] {{
    background: {worn.surface}; color: {worn.text};
    placeholder-text-color: {worn.secondary};
    border: 1px solid {worn.border}; border-radius: {CONTROL_RADIUS}px; padding: 0 11px;
    selection-background-color: {worn.marked}; selection-color: {worn.text};
}}
QLineEdit[look="field"] {{ min-height: {height}px; max-height: {height}px; }}
QTextEdit[look="field"] {{ padding: 7px 7px; }}
QTextEdit[look="page"] {{
    background: transparent; color: {worn.text}; border: none; padding: 0;
    placeholder-text-color: {worn.secondary};
    selection-background-color: {worn.marked}; selection-color: {worn.text};
}}
QLineEdit[look="field"]:hover, QTextEdit[look="field"]:hover {{
    border-color: {worn.secondary};
}}
QLineEdit[look="field"]:disabled, QTextEdit[look="field"]:disabled {{
    background: {worn.window}; color: {worn.disabled}; border-color: {worn.hairline};
}}
QLineEdit[look="field"][wrong="true"], QTextEdit[look="field"][wrong="true"] {{
    border: 2px solid {worn.red}; padding: 0 10px;
}}
QTextEdit[look="field"][wrong="true"] {{ padding: 6px; }}
"""


def _surfaces(worn: Tokens) -> str:
    return f"""
*[look="card"] {{
    background: {worn.surface}; border: 1px solid {worn.hairline}; border-radius: {CARD_RADIUS}px;
}}
QFrame[look="popup"] {{ background: {worn.surface}; border: 1px solid {worn.border}; }}
QCalendarWidget QAbstractItemView {{
    selection-background-color: {worn.surface}; selection-color: {worn.text};
}}
*[look="toast"] {{
    background: {worn.surface}; border: 1px solid {worn.border}; border-radius: {CARD_RADIUS}px;
}}
QLabel[look="key"] {{
    background: {worn.surface}; color: {worn.text}; border: 1px solid {worn.border};
    border-radius: 6px; padding: 2px 8px; font-weight: 500;
}}
QListView[look="results"] {{
    background: {worn.surface}; border: 1px solid {worn.border};
    border-radius: {CONTROL_RADIUS}px; padding: 4px; outline: none;
}}
QListView[look="menu"] {{
    background: {worn.surface}; color: {worn.text}; border: none; padding: 4px; outline: none;
}}
QListView[look="menu"]::item {{ padding: 8px; border-radius: 6px; color: {worn.text}; }}
QListView[look="menu"]::item:hover {{ background: {worn.hover}; }}
QListView[look="menu"]::item:selected {{
    background: {worn.selection}; color: {worn.on_selection};
}}
QTableView[look="table"] {{ background: transparent; border: none; outline: none; }}
QTableView[look="table"] > QHeaderView::section {{
    background: transparent; color: {worn.secondary}; border: none;
    border-bottom: 1px solid {worn.hairline}; padding: 8px; {_size(Type.SMALL)} font-weight: 600;
}}
QTableView[look="table"] > QHeaderView {{ background: transparent; border: none; }}
*[look="hairline"] {{ background: {worn.hairline}; border: none; }}
*[look="ground"] {{ background: {worn.window}; }}
QMenu {{ background: {worn.surface}; color: {worn.text}; border: 1px solid {worn.border};
    padding: 4px; }}
QMenu::item {{ padding: 8px 24px 8px 12px; border-radius: 4px; background: transparent; }}
QMenu::item:selected {{ background: {worn.selection}; color: {worn.on_selection}; }}
QMenu::item:disabled {{ color: {worn.disabled}; }}
QMenu::separator {{ height: 1px; background: {worn.hairline}; margin: 4px 8px; }}
"""


def _states(worn: Tokens) -> str:
    grounds = {
        "neutral": (worn.selection, worn.on_selection),
        "amber": (worn.amber_ground, worn.amber),
        "red": (worn.red_ground, worn.red),
        "green": (worn.green_ground, worn.green),
    }
    return "".join(
        f"""
QLabel[pill="{state}"] {{ background: {ground}; color: {ink}; border-radius: 6px;
    padding: 3px 8px; font-weight: 600; }}
QFrame[banner="{state}"] {{ background: {ground}; border: none; }}
"""
        for state, (ground, ink) in grounds.items()
    )


def _scrolling(worn: Tokens) -> str:
    return f"""
QScrollArea[look="page"], QScrollArea[look="page"] > QWidget > QWidget[look="column"] {{
    background: transparent; border: none;
}}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {worn.border}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {worn.secondary}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
"""
