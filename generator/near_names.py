"""Names that are nearly another speaker's: most often a slip, which would make a second page."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.diagnostics import Code, Diagnostic, diagnose
from generator.model import Kind
from generator.names import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.corpus import Linked, Speaker, Statement

_SHORTEST = 5
"""Letters of the shortest name that is compared: `Li` and `Lu` are two people."""


def near_names(articles: Iterable[Linked], speakers: Mapping[str, Speaker]) -> Iterator[Diagnostic]:
    """Warn of each name without a record that is one slip away from a name known better.

    Better known is who has a record, else who is named in more statements. The names are found by
    what is left of them without one letter, so the time grows with their number, not its square.
    """
    uses: dict[str, list[tuple[Linked, Statement]]] = defaultdict(list)
    for one in articles:
        for statement in one.statements:
            if statement.speaker:
                uses[statement.speaker.key].append((one, statement))
    known: dict[str, list[str]] = defaultdict(list)
    ranked = sorted(speakers.values(), key=lambda s: (not s.record, -len(uses[s.key])))
    for speaker in ranked:
        near = "" if speaker.record else _nearest(speaker, known)
        if near:
            one, statement = uses[speaker.key][0]
            yield _slip(one, statement, near, speaker.key)
        for name in _names(speaker):
            for shorter in _shortened(_plain(name)):
                known[shorter].append(name)


def _names(speaker: Speaker) -> tuple[str, ...]:
    if not speaker.record:
        return (speaker.name,)
    return (speaker.name, *map(normal, speaker.record.fields.aliases), speaker.key)


def _nearest(speaker: Speaker, known: Mapping[str, list[str]]) -> str:
    """Give a name that differs by one letter at most, or nothing."""
    plain = _plain(speaker.name)
    if len(plain) < _SHORTEST:
        return ""
    digits = re.findall(r"\d+", plain)
    for shorter in _shortened(plain):
        for name in known.get(shorter, ()):
            if re.findall(r"\d+", _plain(name)) == digits:
                return name
    return ""


def _plain(name: str) -> str:
    """Give a name without case, accents and full stops."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c != ".")


def _shortened(name: str) -> Iterator[str]:
    """Give a name, and what is left of it without each of its letters.

    Names that share one of these differ by a letter added, left out, put in place of another, or
    by two that changed places.
    """
    yield name
    for index in range(len(name)):
        yield name[:index] + name[index + 1 :]


def _slip(one: Linked, statement: Statement, name: str, key: str) -> Diagnostic:
    span = statement.annotation.where("by")
    what = "statement" if statement.annotation.kind is Kind.SAID else "quotation"
    message = f"“{statement.name}” is nearly “{name}”, and gets a page of its own"
    hint = (
        f"Write “{name}” if the {what} is theirs. If these are two people, give this one a record: "
        f"`content/people/{key}.md`."
    )
    return diagnose(Code.NAME_SIMILAR, one.article.source, span, message, hint)
