"""Template documents: what is read, and that a message names the place of what does not fit."""

from __future__ import annotations

import pytest

from postmortem_desktop.domain.fields import FieldKind, FieldOwner
from postmortem_desktop.domain.templates import GuideStep, ReportSection, parse_template
from postmortem_desktop.errors import TemplateError

HEAD = 'format = 1\nkey = "ours"\nname = "Ours"\n'


def test_a_document_is_read_with_all_its_parts() -> None:
    template = parse_template(
        HEAD
        + """
version = 3
severities = ["P1", "P2"]
checklist = ["Evidence imported"]
[[fields]]
key = "band"
label = "Band"
kind = "choice"
owner = "action"
required = true
choices = ["low", "high"]
[[lanes]]
title = "Customers"
colour = "impact"
[[agenda]]
key = "walk"
title = "Walk"
minutes = 38
[[guide]]
account = "effects"
prompts = ["a", "b"]
[[report]]
key = "summary"
shown = false
""",
        "ours.toml",
    )
    assert (template.key, template.name, template.version) == ("ours", "Ours", 3)
    assert template.severities == ("P1", "P2")
    (field,) = template.fields
    assert (field.kind, field.owner, field.required) == (FieldKind.CHOICE, FieldOwner.ACTION, True)
    assert field.choices == ("low", "high")
    assert [lane.title for lane in template.lanes] == ["Customers"]
    assert [phase.minutes for phase in template.agenda] == [38]
    assert template.guide == (GuideStep(account="effects", prompts=("a", "b")),)
    assert template.report == (ReportSection(key="summary", shown=False),)
    assert template.checklist == ("Evidence imported",)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("key = ", "ours.toml"),
        ("format = 2", "format 2"),
        ('name = "Ours"', "“key”"),
        (HEAD + "severities = 4", "“severities”"),
        (HEAD + "severities = [1]", "“severities”"),
        (HEAD + 'version = "one"', "“version”"),
        (HEAD + "lanes = 3", "lanes"),
        (HEAD + "lanes = [3]", "lanes 1"),
        (HEAD + '[[lanes]]\ntitle = "A"\n[[lanes]]\ncolour = "impact"', "lanes 2: “title”"),
        (HEAD + '[[fields]]\nkey = "a"\nlabel = "A"\nkind = "colour"', "fields 1"),
        (HEAD + '[[fields]]\nkey = "a"\nlabel = "A"\nrequired = "no"', "fields 1: “required”"),
        (HEAD + '[[agenda]]\nkey = "a"\ntitle = "A"\nminutes = true', "agenda 1: “minutes”"),
        (HEAD + '[[report]]\nkey = "summary"\nshown = "no"', "report 1: “shown”"),
        (HEAD + '[[guide]]\nprompts = "all"', "guide 1: “prompts”"),
    ],
)
def test_a_part_that_does_not_fit_is_named_with_its_place(text: str, place: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_template(text, "ours.toml")
    assert place in str(caught.value)
    assert "ours.toml" in str(caught.value)
