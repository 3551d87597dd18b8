"""One vault is made for the whole run; every test gets a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk.vault.store import Store
from tests.vault.samples import Filled, Vault, fill, made
from tests.vault.sticks import BackedUp, back_up


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    """A new vault that nobody opens."""
    return made(tmp_path_factory.mktemp("template") / "empty")


@pytest.fixture(scope="session")
def filled_template(
    tmp_path_factory: pytest.TempPathFactory, empty_template: Vault
) -> tuple[Vault, Filled]:
    """A vault with two cases and a note each, that nobody opens again."""
    vault = empty_template.copied_to(tmp_path_factory.mktemp("template") / "filled")
    filled = fill(vault.open_at_once())
    vault.close()
    return vault, filled


@pytest.fixture(scope="session")
def backed_up_template(
    tmp_path_factory: pytest.TempPathFactory, filled_template: tuple[Vault, Filled]
) -> BackedUp:
    """That vault with a backup on a stick, closed; nobody opens it again."""
    vault, filled = filled_template
    home = tmp_path_factory.mktemp("template") / "backed up"
    made = BackedUp(vault.copied_to(home / "vault"), filled, home / "stick")
    made.stick.mkdir()
    back_up(made.vault.open_at_once(), made.file)
    made.vault.close()
    return made


@pytest.fixture
def backed_up(backed_up_template: BackedUp, tmp_path: Path) -> Iterator[BackedUp]:
    """The same, of the test's own."""
    copy = backed_up_template.copied_to(tmp_path / "backed up")
    yield copy
    copy.vault.close()


@pytest.fixture
def vault(empty_template: Vault, tmp_path: Path) -> Iterator[Vault]:
    """A new vault of the test's own."""
    copy = empty_template.copied_to(tmp_path / "vault")
    yield copy
    copy.close()


@pytest.fixture
def store(vault: Vault) -> Store:
    """The new vault, open."""
    return vault.open_at_once()


@pytest.fixture
def full(filled_template: tuple[Vault, Filled], tmp_path: Path) -> Iterator[tuple[Vault, Filled]]:
    """A vault of the test's own with two cases and a note each."""
    vault, filled = filled_template
    copy = vault.copied_to(tmp_path / "full")
    yield copy, filled
    copy.close()
