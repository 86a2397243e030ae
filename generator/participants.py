"""Who takes part in a story: those who speak in it and those who are spoken to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lists import is_side_by_side, position_page, taking_part
from generator.model import Kind
from generator.story_views import Participant
from generator.targets import relative

if TYPE_CHECKING:
    from generator.corpus import Speaker, Statement, Thread
    from generator.shelf import Shelf


def participants(shelf: Shelf, thread: Thread, page: str) -> tuple[Participant, ...]:
    """Give everybody with their role at the end; whoever says most comes first."""
    found = [
        participant(shelf, thread, shelf.corpus.speakers[key], said, page)
        for key, said in taking_part(thread).items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.quotations, -one.reported, one.name)))


def participant(
    shelf: Shelf, thread: Thread, speaker: Speaker, said: tuple[Statement, ...], page: str
) -> Participant:
    """Show somebody who takes part in a story."""
    end = thread.articles[-1].article.fields.date
    quotations = sum(statement.annotation.kind is Kind.QUOTE for statement in said)
    roles = [statement.role for statement in said if statement.role]
    return Participant(
        speaker.name,
        relative(f"people/{speaker.key}.md", page),
        shelf.words.listed(speaker.roles_on(end)) or next(reversed(roles), ""),
        quotations,
        len(said) - quotations,
        relative(position_page(speaker.key, thread.key), page) if is_side_by_side(said) else "",
    )
