"""What the screen says of a form's wording."""

from __future__ import annotations

from dataclasses import replace

from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_sentences import Table, sentences
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.errors import InputError
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.form_wording import Editing


def version(form: FormDefinition) -> str:
    """Which version is in use, and whose."""
    told = (
        _("{form} · version {version} of your organisation")
        if form.own
        else _("{form} · version {version}, as shipped")
    )
    return told.format(form=form.id, version=form.version)


def carried(editing: Editing) -> str:
    """That the program has newer words, and what became of one's own; or nothing."""
    found = editing.carried
    if found is None:
        return ""
    told = [_("The program has come with newer words. Your changes were carried over to them.")]
    if found.compare:
        told.append(
            n_(
                "Compare {count} sentence whose shipped words are new.",
                "Compare {count} sentences whose shipped words are new.",
                len(found.compare),
            )
        )
    if found.lost:
        told.append(_("Without a place now: {words}").format(words=" · ".join(found.lost)))
    told.append(_("It is in use once you make it the new version."))
    return " ".join(told)


def steps(table: Table, changes: FormChanges) -> list[tuple[str, str]]:
    """The form itself and each of its steps by key, with how much is one's own there."""
    counts: dict[str, int] = {}
    for sentence in sentences(table):
        counts[sentence.step] = counts.get(sentence.step, 0) + (sentence.path in changes.sentences)
    for question in changes.questions:
        counts[question.at] = counts.get(question.at, 0) + 1
    named = [("", _("The form itself"))]
    named += [
        (step["key"], _("{number}. {name}").format(number=number, name=step["short"]))
        for number, step in enumerate(table["steps"], 1)
    ]
    return [(key, _counted(name, counts.get(key, 0))) for key, name in named]


def _counted(name: str, count: int) -> str:
    if not count:
        return name
    told = n_("{count} of your own", "{count} of your own", count)
    return f"{name} ({told})"


def step_of(table: Table, wrong: InputError) -> str:
    """The step of the sentence that an error is about."""
    path = wrong.facts.get("path")
    return next((each.step for each in sentences(table) if each.path == path), "")


def with_changes(editing: Editing, changes: FormChanges) -> Editing:
    """The same with what is in hand now."""
    return replace(editing, changes=changes)
