"""One vault is made for the whole run; every test gets a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk.vault.store import Store
from tests.vault.samples import Filled, Vault, fill, made


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
