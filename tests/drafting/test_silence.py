"""A section of which the notes say nothing stays empty, whatever words stand elsewhere."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.summaries import Section
from tests.drafting.notes import read


@pytest.mark.parametrize(
    ("silent", "note"),
    [
        (
            Section.DONE,
            (
                "Tues 3 March, s5, in person, 50 min\n"
                "Better week. Her manager explored options and offered her a new role.\n"
                "She looked at flats with her sister. Has a mindfulness app, it helps.\n"
                "Been drawing again. Went through her wardrobe and gave half away.\n"
                "No thoughts of suicide.\nCl to ring the agency by Friday.\nNext Tues 10 March 2pm"
            ),
        ),
        (
            Section.NEXT,
            (
                "Mon 2 March. Kayleigh, s4.\n"
                "Moved to Leeds in 2019 and hated it. Back on nights from Sunday so tired.\n"
                "Dad on leave from work. Fortnight in Spain booked for June.\n"
                "Hospital scan Weds 9.30, nervous. Next Tuesday is nan's anniversary.\n"
                "We did a breathing exercise. No SI.\nGP appt Thurs 10am re tablets"
            ),
        ),
        (
            Section.ACTIONS,
            (
                "2/3 K in person s4\n"
                "Her boss will call her in on Friday, she thinks. Mum is going to Spain.\n"
                "She hopes to see dad. Plan B is a move. No plan to leave yet. Dad will go mad.\n"
                "We explored the row. No risk.\nWe meet again on Mon 9th at 2"
            ),
        ),
        (
            Section.RISK,
            (
                "2/3 K in person s4\n"
                "Killing time at work. Hit by the news that the team is at risk. Cut her hours.\n"
                "Row with Dan, shouted at each other. Can't carry on working like this.\n"
                "Walks by the river. Dying to see the baby. Wine with friends on Friday.\n"
                "Stress risk assessment at work due. She doesn't want to risk losing him.\n"
                "We made a list. She will ring HR by Fri. Next Mon 9th 2pm"
            ),
        ),
        (
            Section.OBSERVED,
            (
                "2/3 K rang at 9.10 to say running late, then didn't come. "
                "Second in a row. Voicemail left at 10.20. Risk not known. "
                "I'll ring again tomorrow. Next Mon 9th 2pm"
            ),
        ),
        (
            Section.SESSION,
            (
                "Her sister cancelled the party. Mum came in with flowers and stayed for tea.\n"
                "Late for work twice. Teams at work is hell. Husband present at the birth.\n"
                "We did box breathing. No SI. She'll ask HR by Friday. Next Mon 9th."
            ),
        ),
        (
            Section.NEXT,
            (
                "K, s8, 4 March, in person\n"
                "Booked a holiday for next month. Meeting with HR on Tuesday 10am.\n"
                "Same time last year dad died. Next week mum comes. Rehearsed what to say.\n"
                "Agreed: K to write down three points. I'll send the template by Thurs."
            ),
        ),
        (
            Section.ACTIONS,
            (
                "K came late, 20 mins. Said she'd been to the GP, who will review the tablets.\n"
                "She cried, she had hoped for more. She fears he's going to leave her.\n"
                "Going to Spain in June. Drew a timeline. No risk issues. Next session 9/3."
            ),
        ),
        (
            Section.DONE,
            (
                "K 2/3 s3 room 2. Told me about the weekend: explored the coast path with Jo.\n"
                "Her boss reviewed her hours and challenged her. Group at church looked at grief.\n"
                "She reflected on the year in her journal. No SI. K to ring the bank by Fri."
            ),
        ),
        (
            Section.RISK,
            (
                "K s5 2/3. Mum's knife course. The abuse of power at work, HR neglected it.\n"
                "Cutting back on coffee. Hit a wall at mile 20. Frightened of spiders.\n"
                "Hanging the pictures at last. Took her tablets late twice. Dad's heart attack.\n"
                "Jumped at the chance. Feels attacked by her sister's comments. Bored to death."
            ),
        ),
        (
            Section.OBSERVED,
            (
                "DNA 2/3 2pm. No message. Tried mobile 2.20, voicemail, no detail left.\n"
                "Emailed admin. Policy letter to go Weds if no contact. Slot held 9/3 2pm."
            ),
        ),
        (
            Section.OBSERVED,
            (
                "Kayleigh S, session 4, 2/3/26\nAGREED\n- GP letter: me, by Fri\n"
                "- KS ring college Weds\n- sleep diary nightly\nNext: 9/3 2pm"
            ),
        ),
        (
            Section.OBSERVED,
            (
                "2/3/26 Kayleigh Stott. Phone call, 5 mins, re appointment.\n"
                "Rang to move Monday to Wednesday. Agreed Weds 11th 3pm. Nothing else discussed."
            ),
        ),
    ],
    ids=lambda given: given.value if isinstance(given, Section) else "note",
)
def test_a_silent_section_is_not_filled(silent: Section, note: str) -> None:
    draft = read(note)
    assert [item.text for item in draft.items if item.section is silent] == []
    assert silent in draft.silent
