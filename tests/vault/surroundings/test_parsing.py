"""Files of the system may hold anything: what has another shape is passed over."""

from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.vault.surroundings import logins
from counsellor_desk.vault.surroundings.mounts import Mount, holding, mounts, swap_areas

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1).filter(
    lambda name: name not in {".", ".."}
)
PATHS = st.lists(NAMES, max_size=4).map(lambda parts: PurePosixPath("/", *parts))


def _escaped(text: str) -> str:
    return "".join(f"\\{ord(c):03o}" if c in " \t\n\\" else c for c in text)


def _line(at: PurePosixPath, optional: list[str], source: str) -> str:
    return " ".join(
        ["36", "35", "98:0", "/", _escaped(str(at)), "rw", *optional, "-", "ext4", source, "rw"]
    )


@given(PATHS, st.lists(st.sampled_from(["shared:1", "master:2", "propagate_from:3"])), NAMES)
def test_a_mount_of_any_name_is_read(at: PurePosixPath, optional: list[str], name: str) -> None:
    printable = not set(str(at) + name) & set("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    source = f"/dev/{_escaped(name)}"
    found = mounts(_line(at, optional, source))
    if printable:
        assert found == (Mount("98:0", at, "ext4", f"/dev/{name}"),)


@given(st.text())
def test_any_text_is_read_to_its_end(text: str) -> None:
    mounts(text)
    swap_areas(text)
    logins.values(text)


@given(PATHS, PATHS)
def test_the_deepest_mount_holds_a_path(one: PurePosixPath, other: PurePosixPath) -> None:
    root, deep = Mount("8:1", PurePosixPath("/"), "ext4", "a"), Mount("8:2", one, "ext4", "b")
    within = one / other.relative_to("/")
    assert holding((root, deep), within) == deep
    if not other.is_relative_to(one):
        assert holding((root, deep), other) == root
    assert holding((), within) is None


@given(st.dictionaries(st.from_regex(r"[a-z]{1,9}", fullmatch=True), NAMES))
def test_settings_are_read_as_they_were_written(settings: dict[str, str]) -> None:
    kept = {key: " ".join(value.split()) for key, value in settings.items()}
    text = "[Seat:*]\n" + "".join(f"{key}={value}\n" for key, value in kept.items())
    assert logins.values(text) == {("seat:*", key): value for key, value in kept.items()}
