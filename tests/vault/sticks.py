"""Backups for tests: a vault with records and notes, and a verified backup of it on a stick."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from counsellor_desk.domain.backups import Backup, Restored
from counsellor_desk.vault import access, backup, backup_opening, restoring
from counsellor_desk.vault.phases import Report, silently
from counsellor_desk.vault.store import Store
from tests.vault.samples import CHEAPEST, NOON, PASSPHRASE, Filled, Vault


class Stopped(Exception):
    """What a test raises to stop something."""


@dataclass
class BackedUp:
    """A vault that is closed, and its backup."""

    vault: Vault
    filled: Filled
    stick: Path

    @property
    def file(self) -> Path:
        return self.stick / "records.cdbackup"

    def copied_to(self, home: Path) -> BackedUp:
        """Both as they are."""
        home.mkdir(parents=True)
        shutil.copytree(self.stick, home / "stick")
        return BackedUp(self.vault.copied_to(home / "vault"), self.filled, home / "stick")


def back_up(store: Store, path: Path, report: Report = silently) -> Backup:
    """A backup of the open store."""
    return backup.make(store, path, at=store.held.clock.now(), report=report)


def bring_back(vault: Vault, file: Path, report: Report = silently) -> Restored:
    """Restore with the vault's recovery key; whatever it asks was agreed to."""
    return restoring.restore(
        vault.folder,
        vault.remembered,
        file,
        backup_opening.by_recovery(vault.recovery_key),
        clock=vault.clock,
        report=report,
        confirmed=True,
    )


def siblings(vault: Vault) -> set[str]:
    """What lies beside store and keys."""
    return {path.name for path in vault.home.iterdir()} - {"store", "keys"}


def with_passphrase(vault: Vault) -> Store:
    """The way back: open with the sheet, set a passphrase, open with that."""
    store = vault.recover().store
    access.set_passphrase(store, PASSPHRASE, at=NOON, cost=CHEAPEST)
    store.close()
    return vault.open().store
