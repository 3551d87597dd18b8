"""What each form has to ask, step by step: by its own field keys, in the order of its steps."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CHECKLIST: Final = (
    "identity language language_how present present_who capacity free questions copy_offered "
    "separate how_signed reasons"
)
"""What is made sure of before a client signs; alike in every form that a client decides on."""

STEPS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "F1": {
            "where": "where jurisdiction first_session",
            "counselling": "about_work not_for counselling_understood",
            "how": "how_often how_long_each cost missed how_understood",
            "contact": "contact_by voicemail number_shown introduce not_when in_need in_need_who",
            "private": "who_sees private_understood supervision_understood",
            "limits": "limit_harm limit_suicide limit_child limit_money limit_setting limit_court "
            "limit_acts limit_ni limit_crime",
            "notes": "owner kept_for kept_minors kept_contact notes_understood",
            "rights": "complain_to data_contact rights_understood",
        },
        "F2": {
            "prompted": "prompted",
            "why": "why",
            "what": "records excluded",
            "who": "who organisation role onward onward_to how_sent",
            "if": "if_yes if_no",
            "how_long": "extent ends_on see_first",
        },
        "F3": {
            "prompted": "prompted urgency",
            "why": "needs why",
            "who": "who organisation service contact_how reach report_back onward",
            "what": "what details excluded",
            "if": "if_yes if_no waiting safe_numbers",
            "how_long": "ends_on",
        },
        "F4": {
            "setting": "setting setting_what organisation first_session",
            "agreed_with": "agreement_ref agreement_on organisation_who organisation_signed_on "
            "organisation_paper",
            "shared": "shared shared_words shared_with shared_when shared_understood",
            "private": "stays_private private_understood",
            "explained": "explained_by explained_on if_yes if_no client_copy free_understood",
            "how_long": "ends_on",
        },
        "F5": {
            "why": "why uses",
            "what": "media extent recording_on who excluded",
            "handling": "device kept_where moved_how stop_understood",
            "if": "if_yes if_no no_effect_understood",
            "how_long": "ends_on destroyed_how",
            "destroyed": "destroyed_on destroyed_by",
        },
        "F6": {
            "who": "who relation number introduce voicemail they_know",
            "when": "when why what details excluded",
            "if": "if_yes if_no",
            "how_long": "ends_on",
        },
        "F7": {
            "text": "text text_version shown_on text_understood",
            "audience": "why uses audience medium reach",
            "known": "named named_what anonymity recognise excluded",
            "no_undo": "if_yes if_no no_undo_understood no_gain_understood",
            "think": "sooner_because think_understood",
        },
        "F8": {
            "age": "born_on age jurisdiction",
            "assess": "knows_what knows_why knows_limits knows_after own_choice competence "
            "assess_reasons assess_again",
            "your_page": "yp_private yp_limits yp_stop yp_ask yp_wants yp_worries",
            "assent": "assent parents_know",
            "parent": "parent_there parent_name parent_relation parent_evidence disagree "
            "disagree_what",
            "parent_page": "parent_private parent_limits parent_records",
            "home": "home_told home_not_told school school_what home_understood",
        },
        "F9": {
            "which": "consents from_on how received_by received_on",
            "gone": "already_gone to_tell told_how",
            "after": "follows told copy_offered",
        },
        "F10": {
            "asked": "asked asked_on asked_form",
            "reasons": "reasons",
            "now": "consequence consequence_understood instead limits_apply client_signs",
        },
        "F11": {
            "not_written": "why_not given_on given_at",
            "what": "about why extent who if_yes if_no",
            "said": "own_words identity capacity free heard_by witness_name",
            "follow_up": "written_by follow_up_how",
        },
        "F12": {
            "request": "received_on received_how asked_by hold_set organisation_told",
            "identity": "identity identity_on",
            "scope": "scope scope_what format",
            "clock": "due_on paused paused_when longer_until",
            "others": "third_party third_party_what third_party_by",
            "harm": "harm harm_who harm_advice",
            "approved": "approved_by approved_on",
            "handed_over": "given_what collected_by collected_who collected_on",
        },
        "F13": {
            "given": "notice_version given_on given_how given_language notes_understood "
            "kept_understood destroyed_understood see_understood",
        },
        "F14": {
            "request": "received_on asked_by asked_as shown asked_for hold_set",
            "wishes": "wishes wishes_what",
            "others": "third_party third_party_what harm harm_what relevance",
            "decided": "release release_what release_reasons advice approved_by approved_on",
            "given": "given_how given_on",
        },
    }
)

MAY_STAY_EMPTY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "F1": "not_when",
        "F2": "see_first",
        "F5": "destroyed_on destroyed_by",
        "F6": "details",
        "F7": "sooner_because",
        "F8": "yp_worries",
        "F9": "told_why_not",
        "F10": "reasons",
        "F11": "check_reasons",
        "F12": "open_reasons longer_until explained_why_not",
        "F14": "hold_why_not wishes_what given_how given_on",
    }
)
"""What nobody has to answer: every other field stops the signing while it is open."""

DEFAULTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({"F2": {"see_first": "yes"}})
"""What holds while nothing is answered. The one there is protects: the client sees it first."""
