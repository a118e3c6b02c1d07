"""Templates: the document that gives a session its fields, lanes, agenda, guide and report.

A session keeps its own copy, so a changed template never rewrites what was already held.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

from postmortem_desktop.domain.agenda import Phase
from postmortem_desktop.domain.fields import FieldDefinition, FieldKind, FieldOwner
from postmortem_desktop.errors import TemplateError
from postmortem_desktop.i18n import _

E = TypeVar("E", bound=StrEnum)

DOCUMENT_FORMAT = 1
"""Version of the shape of the document itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneTemplate:
    """A lane that a new session starts with."""

    title: str
    colour: str = ""
    glyph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """One step of the interview: an account, and the prompts to offer in it, in order.

    No prompts named means all of the bank that fit the account and stage.
    """

    account: str = ""
    stage: str = ""
    prompts: tuple[str, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """One section of the report; ``title`` replaces the usual heading where it is given."""

    key: str
    title: str = ""
    shown: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One document: everything that a session takes over when it is made."""

    key: str = ""
    name: str = ""
    version: int = 1
    description: str = ""
    severities: tuple[str, ...] = ()
    fields: tuple[FieldDefinition, ...] = ()
    lanes: tuple[LaneTemplate, ...] = ()
    agenda: tuple[Phase, ...] = ()
    guide: tuple[GuideStep, ...] = ()
    report: tuple[ReportSection, ...] = ()
    checklist: tuple[str, ...] = ()


def parse_template(text: str, source: str) -> Template:
    """Read a template from its TOML text; ``source`` names it in messages.

    Raises:
        TemplateError: the text is no TOML, or a part has another shape than a template's.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(
            _("{source} cannot be read as TOML: {reason}").format(source=source, reason=error)
        ) from error
    if document.get("format", DOCUMENT_FORMAT) != DOCUMENT_FORMAT:
        raise TemplateError(
            _("{source} has format {format}; this version reads format {known}.").format(
                source=source, format=document["format"], known=DOCUMENT_FORMAT
            )
        )
    return _Reader(source).template(document)


class _Reader:
    """Takes the parts of a document out of it, and says where one does not fit."""

    def __init__(self, source: str) -> None:
        self._source = source

    def template(self, document: Mapping[str, Any]) -> Template:
        return Template(
            key=self._text(document, "key", "template"),
            name=self._text(document, "name", "template"),
            version=self._number(document, "version", "template", default=1),
            description=self._text(document, "description", "template", default=""),
            severities=self._texts(document, "severities", "template"),
            fields=tuple(self._field(t, at) for t, at in self._tables(document, "fields")),
            lanes=tuple(self._lane(t, at) for t, at in self._tables(document, "lanes")),
            agenda=tuple(self._phase(t, at) for t, at in self._tables(document, "agenda")),
            guide=tuple(self._step(t, at) for t, at in self._tables(document, "guide")),
            report=tuple(self._section(t, at) for t, at in self._tables(document, "report")),
            checklist=self._texts(document, "checklist", "template"),
        )

    def _field(self, table: Mapping[str, Any], at: str) -> FieldDefinition:
        return FieldDefinition(
            key=self._text(table, "key", at),
            label=self._text(table, "label", at),
            kind=self._one_of(FieldKind, table, "kind", at, FieldKind.TEXT),
            owner=self._one_of(FieldOwner, table, "owner", at, FieldOwner.POSTMORTEM),
            required=self._yes_no(table, "required", at, default=False),
            choices=self._texts(table, "choices", at),
            help=self._text(table, "help", at, default=""),
            show_if=self._text(table, "show_if", at, default=""),
        )

    def _lane(self, table: Mapping[str, Any], at: str) -> LaneTemplate:
        return LaneTemplate(
            title=self._text(table, "title", at),
            colour=self._text(table, "colour", at, default=""),
            glyph=self._text(table, "glyph", at, default=""),
        )

    def _phase(self, table: Mapping[str, Any], at: str) -> Phase:
        return Phase(
            key=self._text(table, "key", at),
            title=self._text(table, "title", at),
            minutes=self._number(table, "minutes", at),
            purpose=self._text(table, "purpose", at, default=""),
        )

    def _step(self, table: Mapping[str, Any], at: str) -> GuideStep:
        return GuideStep(
            account=self._text(table, "account", at, default=""),
            stage=self._text(table, "stage", at, default=""),
            prompts=self._texts(table, "prompts", at),
            condition=self._text(table, "condition", at, default=""),
        )

    def _section(self, table: Mapping[str, Any], at: str) -> ReportSection:
        return ReportSection(
            key=self._text(table, "key", at),
            title=self._text(table, "title", at, default=""),
            shown=self._yes_no(table, "shown", at, default=True),
            text=self._text(table, "text", at, default=""),
        )

    def _text(self, table: Mapping[str, Any], key: str, at: str, default: str | None = None) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self._misfit(at, _("“{key}” should be text").format(key=key))
        return value

    def _number(
        self, table: Mapping[str, Any], key: str, at: str, default: int | None = None
    ) -> int:
        value = table.get(key, default)
        if type(value) is not int:
            raise self._misfit(at, _("“{key}” should be a whole number").format(key=key))
        return value

    def _yes_no(self, table: Mapping[str, Any], key: str, at: str, *, default: bool) -> bool:
        value = table.get(key, default)
        if type(value) is not bool:
            raise self._misfit(at, _("“{key}” should be true or false").format(key=key))
        return value

    def _one_of(self, kind: type[E], table: Mapping[str, Any], key: str, at: str, default: E) -> E:
        try:
            return kind(table.get(key, default))
        except ValueError as error:
            choices = ", ".join(kind)
            reason = _("“{key}” should be one of {choices}").format(key=key, choices=choices)
            raise self._misfit(at, reason) from error

    def _texts(self, table: Mapping[str, Any], key: str, at: str) -> tuple[str, ...]:
        values = table.get(key, [])
        if not isinstance(values, list):
            raise self._misfit(at, _("“{key}” should be a list of texts").format(key=key))
        texts = cast("list[object]", values)
        if not all(isinstance(value, str) for value in texts):
            raise self._misfit(at, _("“{key}” should be a list of texts").format(key=key))
        return tuple(cast("list[str]", texts))

    def _tables(self, document: Mapping[str, Any], key: str) -> list[tuple[Mapping[str, Any], str]]:
        values = document.get(key, [])
        if not isinstance(values, list):
            raise self._misfit(key, _("it should be a list of tables"))
        tables = cast("list[object]", values)
        placed: list[tuple[Mapping[str, Any], str]] = []
        for number, table in enumerate(tables, 1):
            at = f"{key} {number}"
            if not isinstance(table, Mapping):
                raise self._misfit(at, _("it should be a table"))
            placed.append((cast("Mapping[str, Any]", table), at))
        return placed

    def _misfit(self, at: str, reason: str) -> TemplateError:
        return TemplateError(
            _("{source}, {place}: {reason}.").format(source=self._source, place=at, reason=reason)
        )
