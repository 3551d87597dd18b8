"""The audit trail's vocabulary: one act, one entry (policy 4.1, 5.3; the chain itself is vault's).

An entry names ids, counts and choices; never words of a client.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counsellor_desk.domain.ids import CROCKFORD
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_

Fact = str | int | bool | None
CODE_CHARACTERS: Final = 12


class Act(Worded):
    """Everything that is recorded when it is done."""

    STORE_CREATED = "store_created", N_("Store created")
    OPENED = "opened", N_("Store opened")
    OPENED_BY_RECOVERY = "opened_by_recovery", N_("Store opened with the recovery sheet")
    OPENED_BY_MANAGER = "opened_by_manager", N_("Store opened with the service manager’s key")
    PASSPHRASE_CHANGED = "passphrase_changed", N_("Passphrase changed")
    RECOVERY_KEY_REPLACED = "recovery_key_replaced", N_("Recovery sheet replaced")
    RECOVERY_SHEET_REHEARSED = "recovery_sheet_rehearsed", N_("Recovery sheet tried")
    OLD_SHEET_SHREDDED = "old_sheet_shredded", N_("Old recovery sheet shredded")
    MANAGER_GIVEN = "manager_given", N_("Service manager given a way in")
    MANAGER_WITHDRAWN = "manager_withdrawn", N_("Service manager’s way in withdrawn")
    KEYS_CHANGED = "keys_changed", N_("All keys of the store changed")
    PROFILE_CHANGED = "profile_changed", N_("Profile changed")
    PIN_SET = "pin_set", N_("PIN set")
    PIN_REMOVED = "pin_removed", N_("PIN removed")
    REFERRAL_TAKEN = "referral_taken", N_("Referral taken")
    CLIENT_ADDED = "client_added", N_("Client added to a case")
    CASE_STATUS_CHANGED = "case_status_changed", N_("Case status changed")
    CARD_OPENED = "card_opened", N_("Identity card opened")
    CARD_CHANGED = "card_changed", N_("Identity card changed")
    SESSION_RECORDED = "session_recorded", N_("Session recorded")
    NOTE_BEGUN = "note_begun", N_("Session note begun")
    NOTE_PAGES_ADDED = "note_pages_added", N_("Pages of a handwritten note taken in")
    NOTE_PAGE_REMOVED = "note_page_removed", N_("A page of a handwritten note taken out")
    PAPER_DESTROYED = "paper_destroyed", N_("A note on paper destroyed")
    SUMMARY_ACCEPTED = "summary_accepted", N_("Essential summary accepted")
    SUMMARY_AMENDED = "summary_amended", N_("Essential summary amended")
    RECORD_ACCEPTED = "record_accepted", N_("Additional record accepted")
    RECORD_AMENDED = "record_amended", N_("Additional record amended")
    ACTION_DONE = "action_done", N_("Agreed action done")
    DESTRUCTION_APPROVED = "destruction_approved", N_("Destruction of a note approved")
    NOTE_ROW_DELETED = "note_row_deleted", N_("Note deleted and its key replaced")
    NOTE_KEY_ERASED = "note_key_erased", N_("Note destroyed: its key is erased")
    NOTE_KEYS_RENEWED = "note_keys_renewed", N_("Keys of the session notes renewed")
    HOLD_SET = "hold_set", N_("Hold set")
    HOLD_LIFTED = "hold_lifted", N_("Hold lifted")
    HELD_COPY_SEALED = "held_copy_sealed", N_("Sealed copy of a held note made")
    FORM_BEGUN = "form_begun", N_("Form begun")
    FORM_SEALED = "form_sealed", N_("Form sealed")
    BLANK_FORM_PRINTED = "blank_form_printed", N_("Blank form printed")
    FORM_CALLED_BACK = "form_called_back", N_("Form on paper no longer awaited")
    FORM_PAGES_TAKEN_IN = "form_pages_taken_in", N_("Pages of a form signed on paper taken in")
    FORM_PAGES_DROPPED = "form_pages_dropped", N_("Pages of a form signed on paper put aside")
    FORM_REVIEWED = "form_reviewed", N_("Form looked at again")
    FORM_ADDED_TO = "form_added_to", N_("A line added beside a sealed form")
    CONSENT_USED = "consent_used", N_("Consent used")
    CONSENT_WITHDRAWN = "consent_withdrawn", N_("Consent withdrawn")
    DOCUMENT_SEALED = "document_sealed", N_("Document sealed")
    DOCUMENT_SIGNED = "document_signed", N_("Document signed by a second person")
    FORM_VERSION_MADE = "form_version_made", N_("New version of a form made")
    FACT_CHANGED = "fact_changed", N_("A fact or helpline put in the organisation’s own words")
    FACT_CHECKED = "fact_checked", N_("A fact or helpline checked")
    FACT_PUT_BACK = "fact_put_back", N_("A fact or helpline of the organisation’s own taken out")
    CERTIFICATE_BROUGHT = "certificate_brought", N_("Certificate of one’s own brought in")
    CERTIFICATE_PUT_BACK = "certificate_put_back", N_("Sealing with the desk’s own certificate")
    CERTIFICATE_SHEET_PRINTED = (
        "certificate_sheet_printed",
        N_("Sheet with the certificate’s fingerprint printed"),
    )
    DOCUMENT_SAVED = "document_saved", N_("Document saved to a file")
    DOCUMENT_PRINTED = "document_printed", N_("Document printed")
    CLINICAL_WILL_CHANGED = "clinical_will_changed", N_("Clinical will changed")
    CLINICAL_WILL_PRINTED = "clinical_will_printed", N_("Clinical will printed")
    CLIENT_LIST_PRINTED = "client_list_printed", N_("List of clients printed for the executor")
    DISCLOSED = "disclosed", N_("Records disclosed")
    BACKUP_MADE = "backup_made", N_("Backup made and verified")
    BACKUP_REHEARSED = "backup_rehearsed", N_("Backup rehearsed with the recovery sheet")
    BACKUP_GONE = "backup_gone", N_("Backup no longer there")
    RESTORED = "restored", N_("Records brought back from a backup")
    KEY_FILES_MENDED = "key_files_mended", N_("Key files made anew from a backup")
    CLOCK_WENT_BACK = "clock_went_back", N_("This computer's clock went back")
    STORE_SALVAGED = "store_salvaged", N_("What could be read of a damaged store saved")


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """A link of the chain. ``monotonic``: seconds since the program started; ``slot``: who opened.

    Order comes from ``seq``, never from time.
    """

    seq: int
    at: datetime
    monotonic: float
    slot: str
    act: Act
    about: str
    facts: Mapping[str, Fact]
    link: bytes

    @property
    def code(self) -> str:
        """The record code that printed documents carry."""
        return record_code(self.seq, self.link)


def canonical(
    *,
    seq: int,
    at: datetime,
    monotonic: float,
    slot: str,
    act: Act,
    about: str,
    facts: Mapping[str, Fact],
) -> bytes:
    """What a link is computed over: JSON with sorted keys, no spaces, UTF-8 (FORMAT.md)."""
    row = {
        "about": about,
        "act": act.value,
        "at": at.isoformat(timespec="microseconds"),
        "facts": dict(facts),
        "monotonic": f"{monotonic:.6f}",
        "seq": seq,
        "slot": slot,
    }
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def record_code(seq: int, link: bytes) -> str:
    """``seq-XXXX-XXXX-XXXX``: the sequence number and the first 60 bits of the link."""
    bits = int.from_bytes(link[:8], "big") >> 4
    letters = "".join(CROCKFORD[(bits >> shift) & 31] for shift in range(55, -1, -5))
    return f"{seq}-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
