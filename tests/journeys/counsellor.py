"""A counsellor's first day, as steps. What she sees decides what she types."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.eyes import Eyes
from tests.journeys.hands import Hands

CLIENT = "Kayleigh Stott"
RISK = "Asked directly about thoughts of suicide: none since September, no plan."
MARKER = "Quillfeather-58231"
NOTE = f"""Session 1, in the room, 50 mins. Kayleigh on time.
Traffic awful again, ten minutes on that and on {MARKER}.
Slept better this week, 5 to 6 hours. Still wakes at four.
Went back to choir on Tuesday and stayed to the end, "felt like me again".
Her partner Dan moved out last week.
{RISK}
She will write the letter to her manager before we next meet.
I'll send the grounding sheet tomorrow.
Next: Monday 3pm.
"""
_CASE_NUMBER = re.compile(r"\b[A-Z]{2,}-\d{4}-\d{4}-\w\b")
_SIX_WORDS = re.compile(r"[a-z]+(?:[ -][a-z]+){5}")
_GROUP = re.compile(r"Group (\d): (.+)")


@dataclass
class Paper:
    """What she has written on paper: nothing else is remembered from page to page."""

    passphrase: str = ""
    groups: dict[int, str] = field(default_factory=dict)
    case_number: str = ""
    pin: str = "4711"


class Counsellor:
    """Her steps by mouse or by keyboard."""

    def __init__(self, eyes: Eyes, hands: Hands, paper: Paper) -> None:
        self.eyes, self.hands, self.paper = eyes, hands, paper

    def set_up(self, *, key_files: bool) -> None:
        """The first-run guide, with the recovery key copied by hand."""
        eyes, hands = self.eyes, self.hands
        eyes.see("Welcome to Counsellor Desk")
        hands.press("Set up your desk")
        hands.write("Your name", "J. Mercer")
        hands.write("Your organisation", "Harbour Counselling")
        hands.press("Next")
        self._take_the_offered_passphrase()
        if key_files:
            hands.press("Go on with key files")
        self._copy_the_recovery_key()
        hands.press("Take the first referral")

    def take_referral(self) -> None:
        """The first case: its number is allocated and read from the page."""
        hands = self.hands
        self.eyes.see("New referral")
        hands.choose("Who referred", "The client")
        hands.write("What the client asks help with", "Sleep, and trouble at work")
        hands.choose("How the client prefers to be reached", "Telephone")
        hands.press("A message may be left")
        hands.write("Name", CLIENT)
        hands.press("People around the client")
        hands.write("Names of people around the client, separated by commas", "Dan, Mrs Price")
        hands.press("Open the case")
        self.paper.case_number = self._written(_CASE_NUMBER)

    def write_the_note(self) -> None:
        """A session note of the case in front."""
        self.hands.do("New session note", "Ctrl+N")
        self.eyes.see("in person")
        self.hands.type(NOTE)

    def reduce_it(self) -> None:
        """The note beside its draft: a line corrected, questions answered, a slip put right."""
        eyes, hands = self.eyes, self.hands
        hands.do("Reduce now", "Ctrl+Return")
        eyes.see("Reduce the note of")
        hands.write("Still wakes at four.", " No alarm is set.")
        hands.press("Others were involved")
        hands.write("Who else?", "partner")
        hands.press("Add an action")
        hands.choose("Who", "Counsellor")
        hands.do("1 question to answer", "F8")
        hands.type("Ask the GP for a sleep clinic\n")
        hands.leave_out(RISK)
        hands.do("Accept and destroy the note…", "Ctrl+Return")
        eyes.see("One thing is open before you can accept")
        hands.press("Go to the first")
        eyes.see("In the note, and not in the summary:")
        hands.press("Keep it")

    def accept_and_destroy(self) -> None:
        """The case number is typed; the receipt says what is gone."""
        eyes, hands = self.eyes, self.hands
        hands.do("Accept and destroy the note…", "Ctrl+Return")
        eyes.see("will be gone for good")
        hands.type(self.paper.case_number)
        hands.press("Accept and destroy")
        eyes.see("The note is destroyed")

    def open_the_case(self) -> None:
        """From the receipt to the page of its case."""
        self.hands.press("Open the case")
        self.eyes.see("Timeline")

    def save_a_copy(self, path: Path, *, to: str = "", for_: str = "") -> None:
        """A copy of a sealed document to a file, through the system's dialog.

        ``to`` and ``for_`` go into the ledger; for a client's form both stand there already.
        """
        self.hands.press("Save a copy")
        self.eyes.see("Who gets this copy?")
        self.hands.write("To whom", to)
        self.hands.write("What for", for_)
        self.hands.press("Choose a place")
        self.hands.keys("Ctrl+A")
        self.hands.type(f"{path}\n")
        self.eyes.until(path.is_file, "no file is written")

    def unlock(self) -> None:
        """The next start: the passphrase from memory."""
        self.eyes.see("Your desk is locked")
        self.hands.write("Passphrase", self.paper.passphrase)
        self.hands.press("Unlock")

    def find_the_case(self) -> None:
        """By three characters of its number."""
        self.hands.do("Case number, action or screen", "Ctrl+K")
        self.hands.type(self.paper.case_number[-4:])
        self.hands.keys("Return")
        self.eyes.see("Timeline")

    def read_the_summary(self) -> None:
        """From the page of the case: what was typed into it is there, what was left out is not."""
        self.hands.open("Timeline", "Essential summary")
        self.eyes.see("No alarm is set.")
        assert MARKER not in self.eyes.read()

    def seal_the_receipt(self, path: Path) -> None:
        """The receipt as a sealed PDF, and a copy of it in a file."""
        self.hands.press("Seal as PDF")
        self.eyes.see("Unchanged since it was sealed")
        self.save_a_copy(path, to="locked cabinet", for_="paper file")
        self.hands.press("Go back")

    def _take_the_offered_passphrase(self) -> None:
        self.eyes.see("Choose a passphrase")
        self.paper.passphrase = self._written(_SIX_WORDS)
        self.hands.press("Use these")
        self.hands.write("The same again", self.paper.passphrase)
        self.hands.press("Next")

    def _copy_the_recovery_key(self) -> None:
        self.eyes.see("Your recovery key, on paper")
        for told in self.eyes.spoken():
            if group := _GROUP.fullmatch(told):
                self.paper.groups[int(group[1])] = group[2].replace(" ", "")
        self.hands.press("I have it on paper")
        self.eyes.see("Type two groups back")
        for number, group_ in self.paper.groups.items():
            if self.eyes.has(f"Group {number}"):
                self.hands.write(f"Group {number}", group_)
        self.hands.press("Next")
        self.eyes.see("Your desk is ready")

    def _written(self, form: re.Pattern[str]) -> str:
        """The first words in front that have that form."""
        return next(found[0] for text in self.eyes.texts() if (found := form.search(text)))
