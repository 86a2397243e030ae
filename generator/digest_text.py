"""A digest as plain text. Words are put on lines, and never altered."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from generator.feed_content import whole_link
from generator.question_views import STATUS_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.digest_views import DigestView
    from generator.shelf import Shelf
    from generator.views import Card, Entry, Evidence, QuestionView

WIDTH = 72
"""Columns; addresses may be longer."""
_FOUND = frozenset({"exact", "typographic", "elided", "edited"})

_ENDS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
"""What ends each character that sets a direction (UAX 9)."""
_KINDS = {"quote": "mark-quotation", "said": "mark-reported", "gap": "mark-not-known"}


def digest_text(shelf: Shelf, view: DigestView, page: str) -> str:
    """Write a digest whose page is at `page`."""
    return "\n".join(_Writer(shelf, page).lines(view)) + "\n"


class _Writer:
    """Writes digests with the words of one site."""

    def __init__(self, shelf: Shelf, page: str) -> None:
        self.say = shelf.words.text
        self.listed = shelf.words.listed
        self.site_name = shelf.settings.site_name
        self.site_url = shelf.settings.site_url
        self.page = page

    def lines(self, view: DigestView) -> Iterator[str]:
        yield from _wrapped(self.site_name)
        yield from self.underlined(self.say("digest-of", period=view.title), "=")
        yield self.address(self.page.rpartition("/")[2])
        sections: tuple[tuple[str, Iterable[Iterator[str]]], ...] = (
            ("briefings", map(self.briefing, view.briefings)),
            ("what-was-said", map(self.said, view.said)),
            ("what-was-asked", map(self.asked, view.asked)),
            ("what-was-answered", map(self.answered, view.answered)),
        )
        for name, entries in sections:
            for number, entry in enumerate(entries):
                if not number:
                    yield from ("", "", *self.underlined(self.say(name), "-"))
                yield ""
                yield from entry
        for more in view.more:
            yield from ("", more.title, self.address(more.href))

    def underlined(self, title: str, sign: str) -> Iterator[str]:
        found = _wrapped(title)
        yield from found
        yield sign * max(map(len, found), default=0)

    def briefing(self, entry: Entry) -> Iterator[str]:
        yield from _wrapped(f"{entry.date}: {entry.title}")
        yield from _wrapped(entry.text)
        yield self.address(entry.href)

    def said(self, card: Card) -> Iterator[str]:
        for number, part in enumerate(card.parts):
            yield from ("· · ·",) if number else ()
            for paragraph in part:
                yield from _wrapped(paragraph)
        yield from _wrapped(f"— {_joined(self.attribution(card))}")
        yield from _wrapped(card.note)
        yield self.address(card.permalink)

    def attribution(self, card: Card) -> Iterator[str]:
        """Say who said it, to whom, where and when, by which source, and whether it was checked."""
        yield card.speaker
        yield card.role
        yield self.say("quoted-by", speaker=card.quoted_by) if card.quoted_by else ""
        yield self.say("to-addressee", addressee=card.addressee) if card.addressee else ""
        yield card.at
        yield card.date
        named = card.source and self.say("source-named", source=card.source.name)
        yield named or self.say("source-lacking")
        yield self.say("translated-short", language=card.language) if card.language else ""
        state = self.say(f"state-{card.state.replace(' ', '-')}")
        yield self.say("checked-as", state=state) if card.state in _FOUND else state

    def asked(self, question: QuestionView) -> Iterator[str]:
        yield from _wrapped(question.ask)
        status = self.say(STATUS_NAMES[question.status])
        if question.status == "open":
            status = self.say("open-since", status=status, date=question.since)
        yield from _wrapped(_joined((status, question.took, question.remark)))
        yield self.address(question.href)

    def answered(self, question: QuestionView) -> Iterator[str]:
        yield from self.asked(question)
        for answer in question.answers:
            yield from _wrapped(f"{answer.date}: {answer.text}" if answer.text else answer.date)
            yield self.address(answer.href)
            for mark in answer.evidence:
                yield from self.rests_on(mark)

    def rests_on(self, mark: Evidence) -> Iterator[str]:
        """Give words that an answer rests on, and where they stand."""
        what = [self.say(_KINDS.get(mark.kind, "mark-statement"))]
        what += [self.say("mark-doubtful")] if mark.doubtful else []
        by = self.say("speaker-date", speaker=mark.speaker, date=mark.date) if mark.speaker else ""
        told = self.say("quoted-by", speaker=mark.quoted_by) if mark.quoted_by else ""
        label = _joined((self.listed(what), by, told))
        yield from _wrapped(f"[{mark.number}] {label}: {' · · · '.join(mark.parts)}")
        yield self.address(mark.href)

    def address(self, href: str) -> str:
        return whole_link(href, self.page, self.site_url)


def _joined(texts: Iterable[str]) -> str:
    """Put texts on one line, on which the directions that one of them sets end with it."""
    return " · ".join(f"{text}{_ends(text)}" for text in texts if text)


def _ends(text: str) -> str:
    """Give what ends the directions that a text sets and leaves open."""
    left: list[str] = []
    for character in text:
        if character in _ENDS:
            left.append(_ENDS[character])
        elif left and character == left[-1]:
            left.pop()
    return "".join(reversed(left))


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
