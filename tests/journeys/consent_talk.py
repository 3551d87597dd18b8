"""Form F2 gone through in a session: the counsellor writes, the client reads, decides and signs."""

from __future__ import annotations

from datetime import timedelta

from counsellor_desk.clock import SystemClock
from counsellor_desk.ui.widgets.signature_pad import SignaturePad
from tests.journeys.counsellor import CLIENT, Counsellor
from tests.journeys.hands import Mouse

_STROKES = (
    ((0.25, 0.55), (0.30, 0.30), (0.36, 0.60), (0.42, 0.40), (0.50, 0.58)),
    ((0.52, 0.50), (0.60, 0.35), (0.66, 0.55), (0.75, 0.45)),
)


class ConsentTalk:
    """One talk about sharing one page with a GP."""

    def __init__(self, counsellor: Counsellor) -> None:
        self._eyes, self._hands, self._paper = (
            counsellor.eyes,
            counsellor.hands,
            counsellor.paper,
        )

    def prepare(self) -> None:
        """Everything that is asked before the client decides, read together."""
        self._hands.do("Begin a form", "Ctrl+Shift+F")
        self._eyes.see("Which form?")
        self._hands.press("Begin: Permission to share information")
        self._led_here()
        self._why()
        self._what()
        self._who()
        self._either_way()
        self._how_long()
        self._in_place()

    def hand_over(self) -> None:
        """The client gets the computer; it needs a PIN to come back."""
        self._eyes.see("How would you put it in your own words?")
        self._hands.press("Hand over")
        self._eyes.see("Set a PIN first")
        self._hands.write("PIN, 4 to 8 digits", self._paper.pin)
        self._hands.write("The same again", self._paper.pin)
        self._hands.press("Set the PIN")

    def decide(self) -> None:
        """The client says it in own words and decides."""
        self._eyes.see("How would you put it in your own words?")
        self._hands.write("Your own words", "One page about my sleep goes to my GP.")
        self._on()
        self._eyes.see("What is your decision?")
        self._hands.press("Yes")
        self._on()
        self._eyes.see("Please sign")

    def sign(self, role: str, name: str = "") -> None:
        """Draw a signature on the pad, and confirm the day."""
        assert isinstance(self._hands, Mouse)
        self._hands.press(f"Sign: {role}")
        pad = self._eyes.control("Sign on the line")
        assert isinstance(pad, SignaturePad)
        for stroke in _STROKES:
            self._hands.drag(pad, *stroke)
        if name:
            self._hands.write("Name of the person signing", name)
        self._hands.press(next(each for each in self._eyes.names() if each.startswith("Today is")))
        self._hands.press("Done")

    def sign_both(self) -> None:
        """The client signs and gives the computer back, then the counsellor signs."""
        self.sign("Client", CLIENT)
        self.give_back()
        self.sign("Counsellor")

    def give_back(self) -> None:
        """Only the PIN leads back to the desk."""
        self._hands.press("For the counsellor")
        self._eyes.see("Back to the desk")
        self._hands.type(f"{self._paper.pin}\n")
        self._eyes.see("Signatures")

    def rather_on_paper(self) -> None:
        """What signing on paper means is said; without a printer it stays as it is, offered."""
        self._hands.press("Sign on paper instead")
        self._eyes.see("places to sign by hand")
        self._hands.keys("Esc")
        self._eyes.see("Please sign")
        self._hands.keys("Esc")

    def seal(self) -> None:
        """The form is on record."""
        self._hands.press("Seal the form")
        self._eyes.see("Would you like a copy?")

    def _led_here(self) -> None:
        self._eyes.see("What led to this question?")
        self._hands.write("What led to this", "The client asked for help with sleep.")
        self._on()

    def _why(self) -> None:
        self._eyes.see("Why is it needed?")
        self._hands.write("Why is it needed?", "So that the GP can decide about help with sleep.")
        self._hands.press("I understand why this is needed")
        self._on()

    def _what(self) -> None:
        self._eyes.see("What exactly would be shared?")
        self._hands.press(next(each for each in self._eyes.names() if "Slept better" in each))
        self._hands.write("What is left out?", "Everything about the family.")
        self._hands.press("I know which records these are")
        self._on()

    def _who(self) -> None:
        self._eyes.see("Who will see it?")
        self._hands.write("Who will get it?", "Dr Jo Field")
        self._hands.write("Where do they work?", "Millbrook Surgery")
        self._hands.write("What is their job?", "GP")
        self._hands.press("No. Nobody else may have it")
        self._hands.press("You take it there yourself")
        self._hands.press("I know who will see it")
        self._on()

    def _either_way(self) -> None:
        self._eyes.see("What happens if you say yes, and if you say no?")
        self._hands.write("If the client says yes", "The GP reads one page and may offer help.")
        self._hands.write("If the client says no", "Nothing is sent. Our work goes on as before.")
        self._hands.press("I understand what each answer means")
        self._on()

    def _how_long(self) -> None:
        self._eyes.see("How long would a yes last?")
        self._hands.press("Once. Then it ends by itself")
        ends = SystemClock().now().date() + timedelta(days=60)
        self._hands.write("When does it end?", f"{ends:%d/%m/%Y}")
        self._on()

    def _in_place(self) -> None:
        self._eyes.see("Is everything in place for a free decision?")
        self._hands.write("How do you know who the client is?", "Known from our sessions.")
        for said in (
            "English, nothing more was needed",
            "Only the client and the counsellor",
            "With a signature",
            "The client can make this decision",
            "Nobody put pressure on the client",
            "The client’s questions were answered",
            "A copy was offered",
            "This is not part of any other agreement",
        ):
            self._hands.press(said)
        self._on()

    def _on(self) -> None:
        self._hands.do("Next", "Ctrl+Return")
