"""Pages of people and bodies: who speaks, and what each of them said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.cards import card
from generator.entries import newest
from generator.lists import people_sheets, person_sheets, positions
from generator.model import Kind
from generator.notes import note_of
from generator.pagers import leaves
from generator.position_pages import position_entries, position_pages
from generator.targets import relative
from generator.views import Entry, PageView, PersonView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.corpus import Speaker
    from generator.schema import RoleFields
    from generator.shelf import Shelf
    from generator.wording import Words


def people_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give the list of people and the page of each."""
    size, latest = shelf.settings.page_size, newest(shelf.corpus.articles)
    divided = people_sheets(shelf.corpus, size)
    title = shelf.words.text("people")
    for leaf in leaves(shelf.words, title, divided, lambda speaker: speaker.name):
        people = tuple(_line(shelf, speaker, leaf.path) for speaker in leaf.items)
        values = {"people": people, "pager": leaf.pager}
        yield PageView("people.md.jinja", leaf.path, leaf.title, values, date=latest)
    for speaker in shelf.corpus.speakers.values():
        yield from _person(shelf, speaker)
        yield from position_pages(shelf, speaker)


def _line(shelf: Shelf, speaker: Speaker, page: str) -> PersonView:
    today, words = shelf.corpus.today, shelf.words
    kinds = Counter(s.annotation.kind for s in shelf.corpus.by_speaker.get(speaker.key, ()))
    counts = (("count-quotations", kinds[Kind.QUOTE]), ("count-reported", kinds[Kind.SAID]))
    return PersonView(
        speaker.name,
        relative(f"people/{speaker.key}.md", page),
        words.listed((*_kind(words, speaker), *(speaker.roles_on(today) if today else ()))),
        words.text("list-separator").join(words.text(name, n=n) for name, n in counts if n),
    )


def _person(shelf: Shelf, speaker: Speaker) -> Iterator[PageView]:
    statements = shelf.corpus.by_speaker.get(speaker.key, ())
    record = speaker.record
    fields = record.fields if record else None
    divided = person_sheets(speaker.key, statements, shelf.settings.page_size)
    days, known = shelf.words.day, positions(shelf.corpus, speaker.key)
    for leaf in leaves(shelf.words, speaker.name, divided, lambda s: days(s.date), growing=True):
        page = leaf.path
        said_in = {s.stem for s in leaf.items}
        yield PageView(
            "person.md.jinja",
            page,
            leaf.title,
            {
                "kind": "".join(_kind(shelf.words, speaker)),
                "name": speaker.name,
                "aliases": shelf.words.list_of(fields.aliases) if fields else "",
                "roles": tuple(_role(shelf.words, role) for role in fields.roles) if fields else (),
                "links": tuple(Entry(*link) for link in fields.addresses.items()) if fields else (),
                "note": note_of(shelf, record, page),
                "quotations": tuple(
                    card(shelf, s, page) for s in leaf.items if s.annotation.kind is Kind.QUOTE
                ),
                "reported": tuple(
                    card(shelf, s, page) for s in leaf.items if s.annotation.kind is Kind.SAID
                ),
                "stories": position_entries(shelf, leaf, known),
                "is_first": leaf.is_first,
                "pager": leaf.pager,
            },
            date=newest(shelf.by_stem[stem] for stem in said_in) or newest(shelf.corpus.articles),
            author_path=record.source.content_path if record else "",
        )


def _kind(words: Words, speaker: Speaker) -> tuple[str, ...]:
    """Say of a body that it is one; who has no record may be either."""
    record = speaker.record
    return (words.text("body"),) if record and record.fields.kind == "body" else ()


def _role(words: Words, role: RoleFields) -> Entry:
    """Show a role with the time for which it was held."""
    since = words.day(str(role.since)) if role.since else ""
    until = words.day(str(role.until)) if role.until else ""
    if since and until:
        return Entry(role.title, "", words.text("role-from-to", **{"from": since, "to": until}))
    if since:
        return Entry(role.title, "", words.text("role-from", **{"from": since}))
    return Entry(role.title, "", words.text("role-to", to=until) if until else "")
