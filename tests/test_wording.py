"""Every sentence for a person: in the catalogue, whole, British, and fillable."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from string import Formatter

import counsellor_desk
from counsellor_desk import wording
from counsellor_desk.errors import DeskError
from tests.draw_catalogue import CATALOGUE, COMMAND, collected, drawn
from tests.sources import PACKAGE, trees

MARKS = {"_": 1, "N_": 1, "n_": 2}
AMERICAN = re.compile(
    r"\b\w*(?:organiz|recogniz|authoriz|summariz|apologiz|minimiz|emphasiz|realiz|categoriz|"
    r"prioritiz|customiz|finaliz|analyz|behavior|color|favor|honor|neighbor|center|counselor|"
    r"counseling|canceled|canceling|labeled|traveled|modeled|fulfill|defense|offense|practicing|"
    r"catalog\b|gray|(?<!for)gotten)\w*",
    re.IGNORECASE,
)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


@cache
def _sentences() -> list[str]:
    """Every marked sentence, singulars and plurals alike."""
    both = [[m.id] if isinstance(m.id, str) else list(m.id) for m in collected(PACKAGE) if m.id]
    return [sentence for forms in both for sentence in forms]


def _placeholders(sentence: str) -> set[str]:
    """Raises ValueError where braces do not match."""
    return {
        name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name is not None
    }


@cache
def _errors() -> list[type[DeskError]]:
    """Every error that can be raised: classes that others stand under only group them."""
    for module in pkgutil.walk_packages(counsellor_desk.__path__, "counsellor_desk."):
        importlib.import_module(module.name)
    waiting, found = [DeskError], list[type[DeskError]]()
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found += [error for error in below if error.__module__.startswith("counsellor_desk.")]
    return sorted(
        (error for error in found if not _groups_others(error)), key=lambda error: error.__name__
    )


def _groups_others(error: type[DeskError]) -> bool:
    return bool(error.__subclasses__()) and not error.happened


def test_the_catalogue_is_drawn_from_the_code() -> None:
    stands = CATALOGUE.read_text(encoding="utf-8")
    assert stands == drawn(PACKAGE), f"Sentences have changed. Run: {COMMAND}"


def test_sentences_are_marked_whole() -> None:
    """Babel reads literals only: what is glued or filled in first never reaches a translator."""
    glued = []
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in MARKS:
                words = node.args[: MARKS[_name(node.func)]]
                if any(not _is_whole(word, _name(node.func)) for word in words):
                    glued.append(f"{module.name}:{node.lineno}")
    assert not glued


def test_no_sentence_is_marked_inside_an_f_string() -> None:
    """Babel does not look into f-strings before Python 3.12: the catalogue would differ."""
    hidden = [
        f"{module.name}:{mark.lineno}"
        for module, tree in trees()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for mark in ast.walk(text)
        if isinstance(mark, ast.Call)
        and _name(mark.func) in MARKS
        and isinstance(mark.args[0], ast.Constant)
    ]
    assert not hidden


def _is_whole(word: ast.expr, mark: str) -> bool:
    """A literal; and for ``_`` also what looks up a sentence that is marked elsewhere."""
    if isinstance(word, ast.Constant):
        return isinstance(word.value, str)
    return mark == "_" and not _has_text(word)


def _has_text(node: ast.AST) -> bool:
    """Whether Babel, or a person in a hurry, would take a piece of this for the sentence."""
    if isinstance(node, ast.Call):
        return _has_text(node.func)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(node.value)
    if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant):
        return _has_text(node.value)
    glues = isinstance(node, ast.JoinedStr | ast.BinOp)
    return glues or any(map(_has_text, ast.iter_child_nodes(node)))


def test_sentences_read_well() -> None:
    for sentence in _sentences():
        assert sentence == sentence.strip(), "spaces at the ends belong to the layout"
        assert "!" not in sentence, "nobody is shouted at"
        assert not re.search(r"%[sd]", sentence), "placeholders are {named}"
        assert not AMERICAN.search(sentence), sentence
        assert all(name.isidentifier() for name in _placeholders(sentence)), sentence


def test_both_forms_of_a_count_are_filled_by_the_count() -> None:
    for message in collected(PACKAGE):
        if not isinstance(message.id, str):
            one, many = message.id
            assert _placeholders(one) <= _placeholders(many) == {"count"}, many


def test_an_error_says_what_happened_what_is_safe_and_what_to_do() -> None:
    catalogue = set(_sentences())
    for error in _errors():
        for part in (error.happened, error.safe, error.next_step):
            assert part in catalogue, error
            assert part.endswith((".", "?", "}")), f"{error}: whole sentences"


def _wanted(error: type[DeskError]) -> set[str]:
    return set().union(*map(_placeholders, (error.happened, error.safe, error.next_step)))


def _given(call: ast.Call) -> set[str] | None:
    """The facts that a call names; None where they come in a dictionary."""
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else {name for name in names if name}


def _raised() -> Iterator[tuple[str, str, set[str]]]:
    """Where, which error, with which facts: for calls, and for ``raise Error`` without one."""
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                facts = _given(node)
                if facts is not None:
                    yield f"{module.name}:{node.lineno}", _name(node.func), facts
            elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name | ast.Attribute):
                yield f"{module.name}:{node.lineno}", _name(node.exc), set()


def test_errors_are_raised_with_all_the_facts_that_they_say() -> None:
    wanted = {e.__name__: _wanted(e) for e in _errors() if "__init__" not in vars(e)}
    short = [
        f"{place} {name} lacks {sorted(wanted[name] - facts)}"
        for place, name, facts in _raised()
        if name in wanted and not wanted[name] <= facts
    ]
    assert not short


class _Marking(NullTranslations):
    """A language in which every sentence stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"[{message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"[{msgid1 if n == 1 else msgid2}]"


def test_a_translation_that_is_installed_is_spoken() -> None:
    wording.use(_Marking())
    try:
        assert wording._("Lock") == "[Lock]"
        assert wording._("") == ""
        assert wording.n_("{count} note", "{count} notes", 2) == "[2 notes]"
        assert NothingKept().sentences()[0] == "[Nothing is kept.]", "marked now, spoken later"
    finally:
        wording.use(NullTranslations())
    assert wording._("Lock") == "Lock"


class NothingKept(DeskError):
    happened = "Nothing is kept."
