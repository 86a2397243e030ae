"""What is wrong with the records of people: names that two have, roles that stand twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from generator.diagnostics import Code, Diagnostic, Related, diagnose
from generator.names import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Person
    from generator.source import Span

_NAMED = 3
"""The most other records that a message names."""
Places = Mapping[str, Sequence[tuple["Person", "Span"]]]
Held = tuple[dt.date, dt.date]
"""First and last day of a role; what is not said lies at the ends of the calendar."""


def person_problems(people: Iterable[Person]) -> Iterator[Diagnostic]:
    """Find names that mean somebody else too, aliases that add nothing, roles that stand twice."""
    everyone = sorted(people, key=lambda person: person.key)
    places = _places(everyone)
    for person in everyone:
        yield from _name(person, places)
        yield from _aliases(person, places)
        yield from _roles(person)


def _places(people: Iterable[Person]) -> Places:
    """Map each key, name and alias to the records that have it, and where."""
    found: dict[str, list[tuple[Person, Span]]] = defaultdict(list)
    for person in people:
        front = person.front_matter
        found[person.key].append((person, front.span("name")))
        found[normal(person.fields.name)].append((person, front.span("name")))
        for index, alias in enumerate(person.fields.aliases):
            found[normal(alias)].append((person, front.span("aliases", index)))
    return found


def _name(person: Person, places: Places) -> Iterator[Diagnostic]:
    """Tell of a name that another record has as its name or key; an alias gives way to a name."""
    name = normal(person.fields.name)
    others = _others(
        person,
        ((o, at) for o, at in places[name] if name in {o.key, normal(o.fields.name)}),
    )
    if others:
        message = f"“{name}” means {_listed(others)} too, so nobody can tell who is meant"
        hint = f"Write into one name which of them it is, as in “{name} (minister)”."
        span = person.front_matter.span("name")
        related = _related(others)
        yield diagnose(Code.NAME_SHARED, person.source, span, message, hint, related=related)


def _aliases(person: Person, places: Places) -> Iterator[Diagnostic]:
    own = {person.key, normal(person.fields.name)}
    for index, alias in enumerate(person.fields.aliases):
        span = person.front_matter.span("aliases", index)
        name = normal(alias)
        if name in own:
            message = f"`{person.key}` is known as “{alias}” already"
            yield diagnose(Code.ALIAS_IDLE, person.source, span, message, "Leave the alias out.")
            continue
        own.add(name)
        if others := _others(person, places[name]):
            listed = _listed(others)
            message = f"“{alias}” means {listed} too, so no article can mean `{person.key}` by it"
            hint = "Leave the alias out, or choose one that only one of them has."
            related = _related(others)
            yield diagnose(Code.ALIAS_SHARED, person.source, span, message, hint, related=related)


def _others(
    person: Person, found: Iterable[tuple[Person, Span]]
) -> Mapping[str, tuple[Person, Span]]:
    sharing = ((other.key, (other, at)) for other, at in found if other is not person)
    return dict(islice(sharing, _NAMED))


def _listed(others: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in others)


def _related(others: Mapping[str, tuple[Person, Span]]) -> list[Related]:
    return [Related(other.source.place(at), f"`{key}`") for key, (other, at) in others.items()]


def _roles(person: Person) -> Iterator[Diagnostic]:
    front = person.front_matter
    earlier: dict[str, list[tuple[int, Held]]] = defaultdict(list)
    for index, role in enumerate(person.fields.roles):
        held = (role.since or dt.date.min, role.until or dt.date.max)
        for other, (since, until) in earlier[role.title]:
            if since <= held[1] and held[0] <= until:
                message = f"“{role.title}” stands twice for the same days"
                hint = "Make one role of the two, or end the earlier one before the later begins."
                place = person.source.place(front.span("roles", other))
                related = (Related(place, "the other one"),)
                span = front.span("roles", index)
                yield diagnose(
                    Code.ROLE_OVERLAP, person.source, span, message, hint, related=related
                )
                break
        earlier[role.title].append((index, held))
