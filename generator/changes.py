"""Changes of meaning between two versions of the content, and not of typing.

Each briefing is taken apart into items: its headline, its statements, the points of its summary,
its questions and so on. Items of both versions that are the same thing are paired, by their ids or
else by their words, and what differs in a pair is a change. White space, quotation marks, dashes
and the like are no difference.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import groupby, islice
from typing import TYPE_CHECKING

from generator.checked import Check
from generator.model import Kind
from generator.typography import is_same, plain_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.corpus import Corpus, Linked, Statement
    from generator.ledger import Question
    from generator.model import Annotation, Article
    from generator.schema import RoleFields

    Checks = Mapping[tuple[str, str], Check]

ADDED, REMOVED, REWORDED = "added", "removed", "reworded"
_KINDS = {"briefings": "briefing", "stories": "story", "people": "person"}
"""What stands in the folders of pages."""
_ALIKE = 0.6
"""How much of two texts must be the same for them to be versions of one thing."""

_PASSAGE = "passage"
_COMPARED = 20_000
"""The most pairs of unlike texts that are compared word by word: a second's work."""


@dataclass(frozen=True)
class Change:
    """One change of meaning.

    `page` is the path of the page (`briefings/<stem>`), `kind` what changed (`statement`,
    `summary point` …), `id` its id where it has one, `label` what it is called or whose words they
    are, and `what` how it changed: `added`, `removed`, `reworded`, or the name of the detail that
    changed.
    """

    page: str
    kind: str
    what: str
    id: str = ""
    label: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class _Item:
    kind: str
    text: str
    id: str = ""
    label: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


def changes(old: Corpus, new: Corpus, old_checks: Checks, new_checks: Checks) -> tuple[Change, ...]:
    """Compare two versions; the changes stand in the order of their pages."""
    before, after = _pages(old, old_checks), _pages(new, new_checks)
    moved = {
        f"briefings/{stem}": f"briefings/{one.stem}"
        for one in new.articles
        for stem in one.article.fields.formerly
        if f"briefings/{stem}" not in after
    }
    before = {moved.get(page, page): items for page, items in before.items()}
    return tuple(
        change
        for page in sorted(before.keys() | after.keys())
        for change in _compared(page, before.get(page), after.get(page))
    )


def _compared(
    page: str, before: Sequence[_Item] | None, after: Sequence[_Item] | None
) -> Iterator[Change]:
    """Compare the items of a page; a page that is new or gone is one change."""
    if before is None or after is None:
        headline = (after or before or [_Item("page", page)])[0]
        kind, what = _KINDS[page.partition("/")[0]], REMOVED if after is None else ADDED
        yield Change(page, kind, what, label=headline.text)
        return
    order = dict.fromkeys(item.kind for item in (*before, *after))
    for kind in order:
        olds, news = ([i for i in items if i.kind == kind] for items in (before, after))
        for one, other in _pairs(olds, news):
            yield from _differences(page, one, other)


def _differences(page: str, old: _Item | None, new: _Item | None) -> Iterator[Change]:
    item = new or old
    if item is None:
        return
    if item.kind == _PASSAGE:  # to mark one is no change of what is said, but to doubt it is
        nothing = replace(item, details={})
        old, new = old or nothing, new or nothing
    if old is None or new is None:
        what = REMOVED if new is None else ADDED
        text = {"before" if new is None else "after": item.text}
        yield Change(page, item.kind, what, item.id, item.label, **text)
        return
    if not is_same(old.text, new.text):
        yield Change(page, item.kind, REWORDED, new.id, new.label, old.text, new.text)
    for name in dict.fromkeys((*old.details, *new.details)):
        was, now = old.details.get(name, ""), new.details.get(name, "")
        if not is_same(was, now):
            yield Change(page, item.kind, name, new.id, new.label, was, now)


def _pairs(
    olds: Sequence[_Item], news: Sequence[_Item]
) -> Iterator[tuple[_Item | None, _Item | None]]:
    """Pair items by their ids, by equal texts, then by texts that are alike."""
    left = dict(enumerate(olds))
    found: dict[int, _Item] = {}
    for names in (_ids, _texts):
        for index, at in _equal(left, {i: n for i, n in enumerate(news) if i not in found}, names):
            found[index] = left.pop(at)
    # Of a text that is another one altogether, no paragraph is a version.
    if len(left) * (len(news) - len(found)) <= _COMPARED:
        for index, new in enumerate(news):
            alike = (at for at, old in left.items() if index not in found and _alike(old, new))
            for at in islice(alike, 1):
                found[index] = left.pop(at)
    for index, new in enumerate(news):
        yield found.get(index), new
    for old in left.values():
        yield old, None


def _equal(
    olds: Mapping[int, _Item],
    news: Mapping[int, _Item],
    names: Callable[[_Item], Iterable[object]],
) -> Iterator[tuple[int, int]]:
    """Pair items that have a name in common, each with the first that is left."""
    called: dict[object, deque[int]] = defaultdict(deque)
    for at, old in olds.items():
        for name in names(old):
            called[name].append(at)
    taken: set[int] = set()
    for index, new in news.items():
        for waiting in (called[name] for name in names(new) if name in called):
            while waiting and waiting[0] in taken:
                waiting.popleft()
            if waiting:
                taken.add(waiting[0])
                yield index, waiting.popleft()
                break


def _ids(item: _Item) -> Iterable[object]:
    return (item.id,) if item.id else ()


def _texts(item: _Item) -> Iterable[object]:
    """Give the text in the forms in which typography does not count."""
    return enumerate(plain_forms(item.text))


def _alike(old: _Item, new: _Item) -> bool:
    if new.kind in _SINGLE:
        return True
    matcher = SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


_SINGLE = frozenset({"headline", "sentence", "name", "note"})
"""Items of which a page has one."""


def _pages(corpus: Corpus, checks: Checks) -> dict[str, list[_Item]]:
    pages = {
        f"briefings/{one.stem}": list(_briefing(corpus, one, checks)) for one in corpus.articles
    }
    for key, story in corpus.stories.items():
        note = " ".join(story.source[story.body.span].split())
        pages[f"stories/{key}"] = [_Item("name", story.fields.title), _Item("note", note)]
    for key, speaker in corpus.speakers.items():
        if speaker.record:
            fields = speaker.record.fields
            note = " ".join(speaker.record.source[speaker.record.body.span].split())
            pages[f"people/{key}"] = [
                _Item("name", fields.name, details={"aliases": ", ".join(fields.aliases)}),
                *(_Item("role", _role(role)) for role in fields.roles),
                _Item("note", note),
            ]
    return pages


def _role(role: RoleFields) -> str:
    since, until = f" from {role.since}" * bool(role.since), f" to {role.until}" * bool(role.until)
    return role.title + since + until


def _briefing(corpus: Corpus, one: Linked, checks: Checks) -> Iterator[_Item]:
    """Take a briefing apart, the headline first."""
    fields = one.article.fields
    yield _Item("headline", fields.title, details={"date": str(fields.date)})
    if fields.description:
        yield _Item("sentence", fields.description)
    for point in fields.summary:
        yield _Item("summary point", point.text, details={"evidence": ", ".join(point.evidence)})
    for statement in one.statements:
        yield _statement(one, statement, checks)
        for variant in statement.variants:
            label = variant.source.name if variant.source else variant.source_key
            yield _Item("variant", variant.text, f"{statement.id}/{variant.source_key}", label)
    for name in one.questions:
        if question := corpus.questions.get(name):
            yield from _question(question)
    for correction in fields.corrections:
        yield _Item("correction", correction.text, label=str(correction.date))
    yield from _text(one.article)


def _question(question: Question) -> Iterator[_Item]:
    """Take a question apart: how it stands, and what each article answers."""
    details = {"state": question.status, "what would settle it": question.resolves_when}
    yield _Item("question", question.ask, question.id, details=details)
    for answer in question.answers:
        fields = answer.fields
        said = {"state": fields.status, "evidence": ", ".join(fields.evidence)}
        name = f"{question.id}/{answer.stem}"
        label = f"{question.ask} ({answer.stem})"
        yield _Item("answer", fields.text or fields.status, name, label, said)


def _text(article: Article) -> Iterator[_Item]:
    for annotation in article.body.annotations:
        if annotation.kind in {Kind.FACT, Kind.GAP}:
            yield _passage(annotation)
    for paragraph in _paragraphs(article):
        yield _Item("text", paragraph)


def _passage(annotation: Annotation) -> _Item:
    """Give what is said of a fact or a gap; its words are compared with those around them."""
    details = {
        "question": annotation.get("asks"),
        "source": annotation.get("source"),
        "doubt": annotation.get("doubtful"),
        "note": annotation.get("note"),
    }
    return _Item(_PASSAGE, "", annotation.id, annotation.words, details)


def _statement(one: Linked, statement: Statement, checks: Checks) -> _Item:
    first = statement.annotation
    check = checks.get((statement.stem, statement.id), Check())
    key = statement.speaker.key if statement.speaker else ""
    details = {
        "form": "quotation" if first.kind is Kind.QUOTE else "reported speech",
        "speaker": f"{statement.name} ({key})" if key else statement.name,
        "role": first.get("role"),
        "teller": one.quoting(statement),
        "addressee": statement.addressee,
        "date": statement.date,
        "source": statement.source.name if statement.source else "",
        "place": first.get("at"),
        "translated from": statement.translated,
        "doubt": first.get("doubtful"),
        "note": first.get("note"),
        "check": check.state.value if first.kind is Kind.QUOTE else "",
    }
    words = " · · · ".join(part.words for part in statement.parts)
    label = f"{details['form']}, {statement.name}"
    return _Item("statement", words, statement.id, label, details)


def _paragraphs(article: Article) -> Iterator[str]:
    """Give the article's own words by paragraphs, with `…` for the statements in them.

    A paragraph of statements alone has no words of its own.
    """
    start, end = article.body.span
    pieces: list[str] = []
    for mark in article.body.annotations:
        if mark.parent is not None:
            continue
        stated = mark.kind in {Kind.QUOTE, Kind.SAID}
        passage = "…" if stated else mark.words
        first = mark.markup.start if mark.block else mark.passage.start - len("[")
        pieces += [article.source.text[start:first], passage]
        start = max(mark.passage.end, mark.markup.end)
    pieces.append(article.source.text[start:end])
    lines = "".join(pieces).splitlines()
    for blank, group in groupby(lines, lambda line: not line.strip()):
        paragraph = "" if blank else " ".join(" ".join(group).split())
        if any(map(str.isalnum, paragraph)):
            yield paragraph
