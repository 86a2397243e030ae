"""Who takes part in a story: those who speak in it and those who are spoken to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lists import is_side_by_side, position_page
from generator.model import Kind
from generator.story_views import Participant
from generator.targets import relative

if TYPE_CHECKING:
    from generator.corpus import Statement, Thread
    from generator.shelf import Shelf


def participants(shelf: Shelf, thread: Thread, page: str) -> tuple[Participant, ...]:
    """Give everybody who has a page, with their role at the end; whoever says most comes first."""
    said: dict[str, list[Statement]] = {key: [] for one in thread.articles for key in one.people}
    for one in thread.articles:
        for statement in one.statements:
            if statement.speaker:
                said[statement.speaker.key].append(statement)
    found = [_participant(shelf, thread, key, statements, page) for key, statements in said.items()]
    return tuple(sorted(found, key=lambda one: (-one.quotations, -one.reported, one.name)))


def _participant(
    shelf: Shelf, thread: Thread, key: str, statements: list[Statement], page: str
) -> Participant:
    speaker, end = shelf.corpus.speakers[key], thread.articles[-1].article.fields.date
    quotations = sum(statement.annotation.kind is Kind.QUOTE for statement in statements)
    roles = [statement.role for statement in statements if statement.role]
    return Participant(
        speaker.name,
        relative(f"people/{key}.md", page),
        shelf.words.listed(speaker.roles_on(end)) or next(reversed(roles), ""),
        quotations,
        len(statements) - quotations,
        relative(position_page(key, thread.key), page) if is_side_by_side(statements) else "",
    )
