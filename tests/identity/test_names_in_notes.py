"""Who is named in a note, and what the record writes instead."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counsellor_desk.domain.drafts import Draft, FlagKind, Stretches
from counsellor_desk.domain.text import clean
from counsellor_desk.domain.words import note_text
from counsellor_desk.identity.find import find
from counsellor_desk.workflows.reading import labels
from tests.drafting.made_up import JOINED, OF_NAMES
from tests.drafting.notes import cards, lines, read


def _written(draft: Draft) -> str:
    return " ".join(item.text for item in lines(draft))


def _replaced(text: str, *names: str, others: str = "") -> str:
    """The text with what was found in it replaced. ``others``: as on the first card."""
    made = cards(*(names or ("Kayleigh Stott",)))
    made = (replace(made[0], others=others), *made[1:])
    note = note_text(text)
    written, place = "", 0
    for found in find(note, made, labels(made)).replacements:
        written += text[place : found.span.start] + found.text
        place = found.span.end
    return written + text[place:]


def _unknown(text: str, *names: str) -> set[str]:
    made = cards(*(names or ("Kayleigh Stott",)))
    found = find(note_text(text), made, labels(made))
    return {text[span.start : span.end] for span in found.unknown}


def _flagged(text: str, draft: Draft) -> set[str]:
    return {
        text[flag.span.start : flag.span.end]
        for flag in draft.flags
        if flag.kind is FlagKind.IDENTIFIER
    }


@pytest.mark.parametrize(
    "mention",
    [
        "Kayleigh",
        "Kayleigh Stott",
        "KS",
        "K.S.",
        "Kayleigh S",
        "Ms Stott",
        "Ms S",
        "Kay",
        "Kayliegh",
        "K",
    ],
)
def test_a_client_in_any_form_becomes_client(mention: str) -> None:
    assert _replaced(f"Then {mention} slept well.") == "Then client slept well."


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("Spoke of Kayleigh's sleep.", "Kayleigh Stott", "Spoke of client's sleep."),
        ("He saw callum macaskill there.", "Callum MacAskill", "He saw client there."),
        ("Read Stott's letter.", "Kayleigh Stott", "Read client's letter."),
    ],
)
def test_possessives_and_lower_case(text: str, name: str, says: str) -> None:
    assert _replaced(text, name) == says


def test_a_couple_keeps_first_names_and_no_surname() -> None:
    draft = read(
        "Rob Lister came late. Shereen waited. Both Listers slept.", "Rob Lister", "Shereen Lister"
    )
    assert "Rob came late" in _written(draft)
    assert "Shereen waited" in _written(draft)
    assert "Rob Lister" not in _written(draft)


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Her sister Mari rang.", "sister", "Mari"),
        ("Rang Mari (sister) on Monday.", "sister", "Mari"),
        ("Wrote to the social worker Ms Dunbar about it.", "social worker", "Dunbar"),
        ("The head of year, Mrs Okafor, will move him.", "head of year", "Okafor"),
    ],
)
def test_others_become_the_role_that_the_note_gives(text: str, role: str, name: str) -> None:
    draft = read(f"{text} Later {name} came too.")
    assert role in _written(draft)
    assert name not in _written(draft)


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("Then Liz rang.", "Elizabeth Ng", "Then client rang."),
        ("okay immy tait session 4", "Imogen Tait", "okay client session 4"),
        ("immy said no", "Imogen Tait", "client said no"),
        ("cara mca yr10, slept well", "Cara McAllister", "client yr10, slept well"),
        ("Then Zoe rang.", "Zoë Łukasik", "Then client rang."),
        ("Read Lukasik's letter.", "Zoë Łukasik", "Read client's letter."),
        ("Then Lloyd rang.", "Mari Lloyd-Evans", "Then client rang."),
        ("saw bs + baby, 11 wks, sleeping", "Bethan Sayers", "saw client + baby, 11 wks, sleeping"),
        ("Is it so that BS is not well?", "Irma Sand", "Is it so that BS is not well?"),
    ],
)
def test_nicknames_short_surnames_accents_and_halves(text: str, name: str, says: str) -> None:
    assert _replaced(text, name) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("his wife ifeoma rang, then ifeoma came", "his wife rang, then his wife came"),
        ("my sister carol rang", "my sister rang"),
        ("her brother will ring", "her brother will ring"),
        ("partner (rhys) back on nights", "partner back on nights"),
        ("the tutor is mr okoro, mr okoro knows", "the tutor is …, tutor knows"),
        ("mr okoro her tutor got it taken down", "her tutor got it taken down"),
        ("his manager who is a mrs pickersgill rang", "his manager rang"),
        ("if cuts again go to nurse maguire", "if cuts again go to nurse"),
        ("the union rep a chap called neville rang", "the union rep rang"),
        ("his boss is a bully and her dad is a man", "his boss is a bully and her dad is a man"),
        ("me to ring ms ohare (dsl) today", "me to ring dsl today"),
    ],
)
def test_names_without_capitals(text: str, says: str) -> None:
    assert _replaced(text) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Then his brother, Reza. Reza left.", "Then his brother. his brother left."),
        ("GP (Dr Anwar, Heybrook) rang.", "GP rang."),
        ("The flatmates (Anouk + Bex) left.", "The flatmates left."),
        ("The girls (Renée 11, Simone 9) know.", "The girls (11, 9) know."),
        (
            "Shirin was our interpreter. Shirin stayed.",
            "… was our interpreter. interpreter stayed.",
        ),
        ("Interpreter: Mr Tesfaye. Mr Tesfaye left.", "Interpreter: …. Interpreter left."),
        ("Then the brother. Fintan, older, rang.", "Then the brother. brother, older, rang."),
        ("Shirin was our interpreter (Dari, by phone).", "… was our interpreter (Dari, by phone)."),
        ("sister's name is Aoife. Aoife rang.", "sister's name is …. sister rang."),
        (
            "Rang the stylist (Mr Sandhu) again. Mr Sandhu left.",
            "Rang the stylist again. stylist left.",
        ),
        ("Interp: Shilan, by phone. Saw Shilan.", "Interp: …, by phone. Saw Interp."),
        ("Her sister June rang in June. June left.", "Her sister rang in June. her sister left."),
        ("HER BROTHER SHAUN RANG. SHAUN LEFT.", "HER BROTHER RANG. HER BROTHER LEFT."),
        ("a woman from the gym (Collette) left", "a woman from the gym left"),
        ("a mate of his, Gaz, rang. Gaz left", "a mate of his, rang. mate left"),
        ("a lad at school called Josh hit him", "a lad at school hit him"),
        ("her parents, Jean and Alan, came", "her parents, came"),
        ("Ellie (daughter, 14) came", "(daughter, 14) came"),
        ("her daughter, Ellie (14), came", "her daughter (14), came"),
        ("the old counsellor (Marion) rang", "the old counsellor rang"),
        ("Aoife - her sister - rang. Saw Aoife.", "her sister - rang. Saw her sister."),
        ("her sister – Aoife – rang.", "her sister – rang."),
        ("husband: Dave. Saw Dave.", "husband: …. Saw husband."),
        ("Interpreter Yonas (Mr Haile from Leeds).", "Interpreter (… from …)."),
        ("Tom and Ben (sons) came. Ben cried.", "sons came. son cried."),
        ("Ask Catriona in family support.", "Ask family support."),
        ("Take to supervision w/ Angela on Fri", "Take to supervision on Fri"),
        ("Line manager Tom rang. Tom knows.", "Line manager rang. Line manager knows."),
        ("Dr Khan (GP) rang; Dr Khan knows.", "GP rang; GP knows."),
        ("Wrote to Dr Keane. Dr Keane knows.", "Wrote to Dr. Dr knows."),
        ("Wrote to Dr Keane and Dr Ahmed.", "Wrote to Dr Keane and Dr Ahmed."),
        ("Supervisor (Dr Quill) rang. Saw Dr Q.", "Supervisor rang. Saw Supervisor."),
        (
            "Mum's partner Steve drank. Steve shouted.",
            "Mum's partner drank. mum's partner shouted.",
        ),
        ("Her manager was Graham. Graham shouted.", "Her manager was …. her manager shouted."),
        ("Boss Graham shouted. Then Graham left.", "Boss shouted. Then Boss left."),
        ("Sophie, who is her sister, came.", "her sister, came."),
        (
            "Her sister is called Sophie. So Sophie came.",
            "Her sister is called …. So her sister came.",
        ),
        ("TL (Craig) rang. Then Craig left.", "TL rang. Then TL left."),
        ("Geraint, the other partner, came.", "the other partner, came."),
        ("friends since school Jess came", "friends since school Jess came"),
    ],
)
def test_more_ways_to_introduce_somebody(text: str, says: str) -> None:
    assert _replaced(text) == says


def test_the_card_says_who_is_who_where_the_note_does_not() -> None:
    others = "Aoife Byrne (sister), Dr Lal, her GP, Tom"
    assert _replaced("Aoife rang Tom.", others=others) == "sister rang Tom."
    assert _replaced("Her cousin Aoife rang. Aoife knows.", others=others) == (
        "Her cousin rang. her cousin knows."
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Panic at Asda, both times.", "Panic at …, both times."),
        ("nan is in a hospice in Oldham", "nan is in a hospice in …"),
        ("brother obinna in peckham drinks", "brother in … drinks"),
        ("Session 5, Harehills clinic room 2", "Session 5, … clinic room 2"),
        ("We met in St Brannock's hall.", "We met in … hall."),
        ("The flat in Zedby. She goes to Zedby.", "The flat in …. She goes to …."),
        ("here at marsh lane surgery", "here at … surgery"),
        ("the car park office is shut", "the car park office is shut"),
        ("Healthcare room 3, HMP Wrenfield.", "Healthcare room 3, HMP …."),
        (
            "Car park full. Worked in Spain. In May too.",
            "Car park full. Worked in Spain. In May too.",
        ),
        (
            "Calm at Mum's, then in Maths and in Welsh.",
            "Calm at Mum's, then in Maths and in Welsh.",
        ),
    ],
)
def test_places_that_identify_are_left_out(text: str, says: str) -> None:
    assert _replaced(text) == says


def test_names_are_flagged_at_the_start_of_a_sentence_and_without_capitals_too() -> None:
    assert _unknown("New one (Bartley) talks. Marcus, 19, knows.") == {"Bartley", "Marcus"}
    assert _unknown("told neville about it, then slept") == {"neville"}
    assert _unknown("maths is bad, mr quigg reads scores out") == {"mr quigg"}
    assert _unknown("Slept badly. Tuesday was worse. Panic twice.") == set()


def test_a_name_without_a_role_stays_and_is_flagged() -> None:
    text = "We read the letter to Alun again."
    draft = read(text)
    assert "Alun" in _written(draft)
    assert _flagged(text, draft) == {"Alun"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Will came on time.", "client came on time."),
        ("Then Will said no.", "Then client said no."),
        ("She will not come.", "She will not come."),
        ("They will ring on Friday.", "They will ring on Friday."),
        ("Will H, session 2.", "client, session 2."),
    ],
)
def test_a_name_that_is_also_a_word(text: str, says: str) -> None:
    assert _replaced(text, "Will Hope") == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It may rain in May.", "It may rain in May."),
        ("The review is on 3 May.", "The review is on 3 May."),
        ("Then May said so.", "Then client said so."),
        ("With good grace he went.", "With good grace he went."),
    ],
)
def test_a_name_that_is_also_a_month(text: str, says: str) -> None:
    assert _replaced(text, "May Grace") == says


def test_a_name_is_no_cue_of_what_is_to_be_done() -> None:
    draft = read("Will came on time. Will rang.", "Will Hope")
    assert not [item for item in draft.items if item.owner is not None]


def test_a_telephone_number_of_the_card_is_taken_out() -> None:
    (card,) = cards("Kayleigh Stott")
    note = note_text("Rang 01632 960 115 twice.")
    found = find(note, [replace(card, phone="01632 960115")], ["client"])
    assert [note.text[r.span.start : r.span.end] for r in found.replacements] == ["01632 960 115"]


_NEGATOR = re.compile(r"\b(?:no|not|never|nor|nowt|won't|didn't|wasn't|isn't)\b")


_PIECES = [
    *("Dean", "dean", "Tait", "D", "T", "mr", "Dr", "okoro", "Q", "sister", "her", "the", "GP"),
    *("girls", "interpreter", "called", "who", "is", "a", "Oldham", "St", "Hall", "HMP", "in"),
    *(" ", " ", " ", " ", " ", ".", ". ", ", ", ": ", " (", "(", ")", "'s", "-", "\n", "@ ", " + "),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OF_NAMES), st.sampled_from(JOINED)), max_size=8))
def test_no_negation_goes_with_a_name(parts: list[tuple[str, str]]) -> None:
    text = clean("".join(sentence + joint for sentence, joint in parts)).text
    assert _NEGATOR.findall(_replaced(text)) == _NEGATOR.findall(text)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=[]), max_size=300),
        st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    ),
    st.lists(st.text(st.characters(exclude_categories=["Cc"]), max_size=20), max_size=3),
)
def test_any_text_and_any_name_are_read(raw: str, names: list[str]) -> None:
    made = tuple(replace(card, others=", ".join(names)) for card in cards(*names, "Dean Tait"))
    note = note_text(clean(raw).text)
    found = find(note, made, labels(made))
    reached = 0
    for replacement in found.replacements:
        assert reached <= replacement.span.start < replacement.span.end <= len(note.text)
        reached = replacement.span.end
    known = Stretches(replacement.span for replacement in found.replacements)
    assert not any(known.touch(span) for span in found.unknown)
