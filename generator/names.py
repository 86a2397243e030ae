"""Whom a name means: a record by key, name or alias, or somebody without a record."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.corpus import Speaker
from generator.diagnostics import Code, Diagnostic, Related, diagnose
from generator.schema import MAX_KEY
from generator.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Person
    from generator.source import Source, Span


def normal(name: str) -> str:
    """Form in which names are compared: NFC, white space collapsed, case kept."""
    return " ".join(unicodedata.normalize("NFC", name).split())


@dataclass
class Names:
    """The records' names, and the speakers met so far. Lives only while articles are linked."""

    by_key: Mapping[str, Person]
    by_name: Mapping[str, tuple[Person, ...]]
    by_alias: Mapping[str, tuple[Person, ...]]
    speakers: dict[str, Speaker] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[Person]) -> Names:
        """Index records."""
        by_name: dict[str, list[Person]] = defaultdict(list)
        by_alias: dict[str, list[Person]] = defaultdict(list)
        everyone = sorted(people, key=lambda person: person.key)
        for person in everyone:
            by_name[normal(person.fields.name)].append(person)
            for alias in dict.fromkeys(map(normal, person.fields.aliases)):
                by_alias[alias].append(person)
        names = cls(
            {person.key: person for person in everyone},
            {name: tuple(found) for name, found in by_name.items()},
            {name: tuple(found) for name, found in by_alias.items()},
        )
        for person in everyone:
            names.speakers[person.key] = Speaker(person.key, person.fields.name, person)
        return names

    def candidates(self, name: str) -> tuple[Person, ...]:
        """Give the records that a name can mean: by key, else by name, else by alias."""
        if name in self.by_key:
            return (self.by_key[name],)
        return self.by_name.get(name) or self.by_alias.get(name) or ()

    def resolve(
        self, source: Source, span: Span, text: str
    ) -> tuple[Speaker | None, tuple[Diagnostic, ...]]:
        """Find the speaker that a name means; a name without a record becomes one."""
        name = normal(text)
        found = self.candidates(name)
        if len(found) > 1:
            return None, (_ambiguous(source, span, name, found),)
        if found:
            return self.speakers[found[0].key], ()
        key = slug(name)
        if len(key) > MAX_KEY:
            message = "the name is too long to make an address of"
            hint = "Use a shorter name, or describe the speaker with `as`."
            return None, (diagnose(Code.NAME_CLASH, source, span, message, hint),)
        known = self.speakers.get(key)
        if key in {"", "index"} or (known and known.name != name):
            return None, (_clash(source, span, name, key, known),)
        speaker = known or Speaker(key, name)
        self.speakers[key] = speaker
        return speaker, ()

    def known(self, text: str) -> Speaker | None:
        """Find somebody already known by this name, without making anybody up."""
        name = normal(text)
        found = self.candidates(name)
        if len(found) == 1:
            return self.speakers[found[0].key]
        speaker = self.speakers.get(slug(name))
        return speaker if speaker and speaker.name == name else None


def _ambiguous(source: Source, span: Span, name: str, found: tuple[Person, ...]) -> Diagnostic:
    listed = ", ".join(f"`{person.key}` ({person.fields.name})" for person in found)
    related = tuple(
        Related(
            person.source.place(_name_span(person, name)),
            f"“{name}” is a name of `{person.key}`",
        )
        for person in found
    )
    message = f"“{name}” can mean {len(found)} records: {listed}"
    hint = "Write the key of the one that is meant."
    return diagnose(Code.NAME_AMBIGUOUS, source, span, message, hint, related=related)


def _name_span(person: Person, name: str) -> Span:
    for index, alias in enumerate(person.fields.aliases):
        if normal(alias) == name:
            return person.front_matter.span("aliases", index)
    return person.front_matter.span("name")


def _clash(source: Source, span: Span, name: str, key: str, known: Speaker | None) -> Diagnostic:
    if known is None:
        message = f"no key can be made of the name “{name}”"
        return diagnose(Code.NAME_CLASH, source, span, message, "Give the speaker a record.")
    message = f"“{name}” and “{known.name}” make the same key, `{key}`"
    hint = f"Give one of the two a record in content/people/, or add an alias to `{key}`."
    if known.record:
        hint = f"Did you mean “{known.name}”? Or add “{name}” to its aliases."
    return diagnose(Code.NAME_CLASH, source, span, message, hint)
