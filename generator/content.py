"""The first half of the way: from a project's folder to linked and checked content.

`briefing check` goes no further, and so it imports nothing that only makes pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.addresses import collisions, generated_files
from generator.check import check
from generator.diagnostics import Diagnostic, in_order, raised
from generator.link import link
from generator.model import Parsed
from generator.parse import parse_article, parse_page, parse_person, parse_story
from generator.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.checked import Check
    from generator.corpus import Corpus
    from generator.model import Inputs
    from generator.settings import Settings
    from generator.source import Source

Record = TypeVar("Record")


@dataclass(frozen=True)
class Checked:
    """Everything that is known of the content before pages are made."""

    inputs: Inputs
    corpus: Corpus
    checks: Mapping[tuple[str, str], Check]
    diagnostics: tuple[Diagnostic, ...]


def check_content(folder: Path, settings: Settings) -> Checked:
    """Run the stages that find out what is wrong with the content of a project's folder."""
    inputs, problems = read(folder)
    found: list[Diagnostic] = list(problems)
    unread = set(inputs.unread)
    parsed = Parsed(
        tuple(_parse(inputs.articles, parse_article, found, unread).values()),
        _parse(inputs.people, parse_person, found, unread),
        _parse(inputs.stories, parse_story, found, unread),
        tuple(
            _parse(inputs.ordinary, lambda source, _: parse_page(source), found, unread).values()
        ),
    )
    corpus, problems = link(
        parsed, inputs.files, unread, drafts=settings.drafts, page_size=settings.page_size
    )
    found.extend(problems)
    checks, problems = check(corpus, inputs.texts)
    found.extend(problems)
    made = generated_files(corpus, has_address=bool(settings.site_url))
    if inputs.messages:
        found.extend(_messages(inputs, settings))
    found.extend(collisions(corpus, inputs.files, made, settings.page_size))
    found = list(raised(found)) if settings.strict else found
    return Checked(inputs, corpus, checks, in_order(found))


def _messages(inputs: Inputs, settings: Settings) -> tuple[Diagnostic, ...]:
    """Find out what is wrong with the words of an owner's; most sites have none of their own."""
    from generator.message_checks import check_messages  # loads Fluent
    from generator.messages import Catalogue

    templates = (*inputs.templates.values(), *inputs.theme.values())
    return check_messages(Catalogue(settings.language, inputs.messages), templates)


def _parse(
    sources: Mapping[str, Source],
    parse: Callable[[Source, str], tuple[Record | None, tuple[Diagnostic, ...]]],
    found: list[Diagnostic],
    unread: set[str],
) -> dict[str, Record]:
    """Parse texts; what is wrong goes to `found`, and what cannot be used at all to `unread`."""
    records: dict[str, Record] = {}
    for key, source in sources.items():
        record, problems = parse(source, key)
        found.extend(problems)
        if record is None:
            unread.add(source.content_path)
        else:
            records[key] = record
    return records
