"""Changes of meaning as text for people, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from generator.changes import ADDED, REMOVED, REWORDED
from generator.differences import differences
from generator.markdown import escape
from generator.terminal import clean, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.changes import Change

NOTHING = "Nothing changed in meaning."


class _Form(NamedTuple):
    """How words that are gone and new ones are written, what stands above and before them.

    `plain` makes a text harmless.
    """

    removed: str
    added: str
    page: str
    title: str
    line: str
    plain: Callable[[str], str]


_TERMINAL = _Form("[-{}-]", "{{+{}+}}", "{}", "  {}", "    {}", clean)
_MARKDOWN = _Form("<del>{}</del>", "<ins>{}</ins>", "### {}\n", "- **{}**", "  - {}", escape)


def as_text(changes: Iterable[Change]) -> str:
    """Show changes page by page; words that are gone in [-brackets-], new ones in {+braces+}."""
    return "\n".join(_lines(changes, _TERMINAL)) + "\n"


def as_markdown(changes: Iterable[Change]) -> str:
    """Show changes as GitHub's Markdown: words that are gone struck out, new ones underlined."""
    return "\n".join(_lines(changes, _MARKDOWN)) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """Write changes as a list of objects."""
    found = [asdict(change) for change in changes]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _lines(changes: Iterable[Change], form: _Form) -> Iterator[str]:
    found = tuple(changes)
    for page, group in groupby(found, lambda change: change.page):
        yield form.page.format(form.plain(page))
        for change in group:
            yield form.title.format(form.plain(_title(change)))
            yield from (form.line.format(line) for line in _body(change, form))
        yield ""
    yield f"{numbered(len(found), 'change')} of meaning." if found else NOTHING


def _title(change: Change) -> str:
    """Name what changed: `statement reworded: Ada Example (#in-summer)`."""
    where = f" (#{change.id})" if change.id and "/" not in change.id else ""
    what = (
        change.what if change.what in {ADDED, REMOVED, REWORDED} else f"has another {change.what}"
    )
    return f"{change.kind} {what}{f': {change.label}' if change.label else ''}{where}"


def _body(change: Change, form: _Form) -> Iterator[str]:
    if change.what == REWORDED:
        yield " ".join(_word_by_word(change, form))
        return
    if change.before:
        yield form.removed.format(form.plain(change.before))
    if change.after:
        yield form.added.format(form.plain(change.after))


def _word_by_word(change: Change, form: _Form) -> Iterator[str]:
    pieces = differences(change.before, change.after)
    if not any(how for _, how in pieces):  # signs differ, and no word
        pieces = ((change.before, "removed"), (change.after, "added"))
    for words, how in pieces:
        text = form.plain(words)
        kinds = {"removed": form.removed, "added": form.added}
        yield kinds[how].format(text) if how else text
