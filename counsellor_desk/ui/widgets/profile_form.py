"""Who works here: the counsellor, the organisation, and whom the policy routes to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.profile import Contact, Jurisdiction, Organisation, Profile, Role
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Columns, Flow, column
from counsellor_desk.wording import _

_PREFIX = Organisation(name="").prefix


class ProfileForm(QWidget):
    """The profile as fields. With ``light`` all but the first three wait behind "Add" buttons.

    ``edited``: a line was left or finished with Enter, or something was chosen from a list.
    """

    edited = Signal()

    def __init__(self, *, light: bool = False) -> None:
        super().__init__()
        self._name = LineInput()
        self._role = ChoiceInput([(role.value, role.label) for role in Role])
        self._organisation = LineInput()
        self._ico, self._prefix = LineInput(), LineInput()
        self._jurisdiction = ChoiceInput([(each.value, each.label) for each in Jurisdiction])
        self._supervisor, self._service_manager = _ContactInputs(), _ContactInputs()
        self._policy_version = ""
        self._layout = column(gap=2 * GRID)
        self.setLayout(self._layout)
        self._lay_out(light=light)
        self.setFocusProxy(self._name)
        for line in self.findChildren(LineInput):
            line.editingFinished.connect(self.edited)
        for choice in self.findChildren(ChoiceInput):
            choice.changed.connect(self.edited)
        self.put(Profile(name="", organisation=Organisation(name="")))

    def value(self) -> Profile:
        """The profile, not checked."""
        return Profile(
            name=self._name.value(),
            role=Role.of(self._role.value()),
            organisation=Organisation(
                name=self._organisation.value(),
                ico_number=self._ico.value(),
                policy_version=self._policy_version,
                prefix=self._prefix.value().strip().upper(),
                jurisdiction=Jurisdiction.of(self._jurisdiction.value()),
            ),
            supervisor=self._supervisor.value(),
            service_manager=self._service_manager.value(),
        )

    def put(self, profile: Profile) -> None:
        """Show a profile."""
        organisation = profile.organisation
        self._name.put(profile.name)
        self._role.put(profile.role.value)
        self._organisation.put(organisation.name)
        self._ico.put(organisation.ico_number)
        self._policy_version = organisation.policy_version
        self._prefix.put(organisation.prefix)
        self._jurisdiction.put(organisation.jurisdiction.value)
        self._supervisor.put(profile.supervisor)
        self._service_manager.put(profile.service_manager)

    def _lay_out(self, *, light: bool) -> None:
        who = _side_by_side(
            Field("counsellor_name", _("Your name"), self._name),
            Field("role", _("Your role"), self._role),
        )
        self._layout.addWidget(who)
        self._layout.addWidget(
            Field(
                "organisation_name",
                _("Your organisation"),
                self._organisation,
                help_=_("Your own name, if you work for yourself."),
            )
        )
        parts = (
            (_("Add your supervisor"), self._supervisor.fields(_("Supervisor"))),
            (_("Add your service manager"), self._service_manager.fields(_("Service manager"))),
            (_("Add case numbers and law"), self._more()),
        )
        if light:
            self._offer(parts)
        else:
            for _words, part in parts:
                self._layout.addWidget(part)

    def _more(self) -> QWidget:
        more, layout = QWidget(), column(gap=2 * GRID)
        prefix_help = _("A case number looks like {prefix}-2026-0041-7.").format(prefix=_PREFIX)
        layout.addWidget(
            _side_by_side(
                Field("prefix", _("Case numbers begin with"), self._prefix, help_=prefix_help),
                Field("jurisdiction", _("The law that applies"), self._jurisdiction),
            )
        )
        layout.addWidget(Field("ico_number", _("ICO registration"), self._ico, optional=True))
        more.setLayout(layout)
        return more

    def _offer(self, parts: Sequence[tuple[str, QWidget]]) -> None:
        line, flow = QWidget(), Flow()
        for words, part in parts:
            button = quiet(words, icon_name="plus")
            button.clicked.connect(lambda _on, b=button, p=part: _bring(b, p))
            flow.addWidget(button)
            part.hide()
            self._layout.addWidget(part)
        line.setLayout(flow)
        self._layout.addWidget(line)


class _ContactInputs:
    """A name and how to reach them."""

    def __init__(self) -> None:
        self._name, self._reach = LineInput(), LineInput()

    def fields(self, who: str) -> QWidget:
        """Both fields, side by side."""
        return _side_by_side(
            Field("contact_name", who, self._name, optional=True),
            Field("contact_reach", _("Telephone or email"), self._reach, optional=True),
        )

    def value(self) -> Contact:
        """Who it is."""
        return Contact(name=self._name.value().strip(), reach=self._reach.value().strip())

    def put(self, contact: Contact) -> None:
        """Show who it is."""
        self._name.put(contact.name)
        self._reach.put(contact.reach)


def _side_by_side(left: QWidget, right: QWidget) -> QWidget:
    columns = Columns((1, 1), least=240)
    columns.add(left, 0)
    columns.add(right, 1)
    columns.fill_up()
    return columns


def _bring(button: QWidget, part: QWidget) -> None:
    button.hide()
    part.show()
    first = next(iter(part.findChildren(LineInput)))
    first.setFocus(Qt.FocusReason.OtherFocusReason)
