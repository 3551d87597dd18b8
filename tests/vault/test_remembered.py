"""What this computer remembers: values of our shape are read, all others count as missing."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.vault import opening
from counsellor_desk.vault.boxes import fresh_key
from counsellor_desk.vault.key_folder import KeyFolder, KeyFolderUnusable
from counsellor_desk.vault.opening import MadeWithKeychain, MadeWithKeyFolder
from counsellor_desk.vault.remembered import Anchor, Kept, KeptIn
from tests.vault.samples import PASSPHRASE, Vault

VAULT = "V" * 26


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The values of one vault, in a folder."""
    return Kept(KeyFolder(tmp_path_factory.mktemp("remembered") / "keys"), VAULT)


def test_values_come_back_and_are_forgotten(kept: Kept) -> None:
    secret, anchor = fresh_key(), Anchor(7, fresh_key())
    for place in (0, 1):
        kept.keep_device(place, 3, secret)
        kept.keep_share(place, 12, secret)
        kept.keep_anchor(place, anchor)
        assert kept.device(place) == secret
        assert kept.share(place) == (12, secret)
        assert kept.anchor(place) == anchor
        kept.forget_device(place)
        kept.forget_share(place)
        kept.forget_anchor(place)
        assert kept.device(place) is None
        assert not kept.has_share(place)
        assert kept.share(place) is None
        assert kept.anchor(place) is None
        kept.forget_share(place)


def test_every_value_fits_into_the_smallest_keychain(kept: Kept) -> None:
    """Windows holds 1,280 characters; a sequence number will not have twenty digits."""
    kept.keep_anchor(0, Anchor(10**18 - 1, fresh_key()))
    kept.keep_share(0, 10**18 - 1, fresh_key())
    folder = kept.place.folder if isinstance(kept.place, KeyFolder) else Path()
    assert max(len(path.read_text("ascii")) for path in folder.iterdir()) < 200
    assert kept.anchor(0) is not None


VALUES = st.one_of(
    st.text(st.characters(codec="ascii"), max_size=80),
    st.tuples(
        st.sampled_from(["1", "2", ""]),
        st.sampled_from(["1", "-1", "1e3", "٣", "", "9" * 40]),
        st.sampled_from(["", "AAAA", "=" * 8, "00" * 31, base64.b64encode(bytes(31)).decode()]),
    ).map(".".join),
)


@given(value=VALUES)
def test_any_other_value_counts_as_missing(kept: Kept, value: str) -> None:
    for item in ("device-0", "share-0", "anchor-0"):
        kept.place.set(f"{VAULT} {item}", value.encode("ascii", "replace").decode("ascii"))
    assert kept.device(0) is None
    assert kept.share(0) is None
    assert kept.anchor(0) is None
    assert kept.has_share(0)


def test_a_key_folder_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file")
    place = KeyFolder(tmp_path / "keys")
    with pytest.raises(KeyFolderUnusable):
        place.get("name")
    with pytest.raises(KeyFolderUnusable):
        place.set("name", "value")
    place.delete("name")


def test_a_vault_opens_with_the_kind_of_place_it_was_made_with(vault: Vault) -> None:
    keychain_in_disguise = KeyFolder(vault.home / "keys", kept_in=KeptIn.KEYCHAIN)
    with pytest.raises(MadeWithKeyFolder):
        opening.open_with_passphrase(
            vault.folder, keychain_in_disguise, PASSPHRASE, clock=vault.clock, gate=vault.gate()
        )
    slots = vault.open().store.held.slots
    assert slots.kept_in is KeptIn.FOLDER
    for error in (MadeWithKeychain(), MadeWithKeyFolder()):
        assert "recovery sheet" not in " ".join(error.sentences()), "it does not open there either"
