"""Made-up content of any size: articles of 500 words with 8 annotations each."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "the a of to in and for on with at by from talks round session paper draft letter table "
    "minister delegation envoy adviser spokesman agency report statement exchange border "
    "river north south early late quiet open closed long short first second third final joint "
    "formal met spoke left signed read wrote asked replied agreed waited travelled returned "
    "prepared "
).split()
MARKS = (
    '[“{words}”]{{.quote by="Speaker {n}" to="the press" date=2025-05-19}}',
    '[“{words}”]{{#q{i} .quote by="Speaker {n}"}}',
    '[{words}]{{.said by="Speaker {n}"}}',
    "[{words}]{{#f{i} .fact}}",
    "[{words}]{{.fact}}",
    "[{words}]{{.gap asks=open-{i}}}",
    '[“{words}”]{{.quote by="Speaker {n}" at="a briefing" note="Translated on the spot."}}',
    '[{words}]{{.said by="Speaker {n}" to="Speaker 1"}}',
)
PARAGRAPHS = 8
WORDS_A_PARAGRAPH = 62


def write_site(folder: Path, articles: int) -> None:
    """Write a site with so many articles; the same for the same number, always."""
    chance = random.Random(articles)  # noqa: S311 - no secret is made of it
    (folder / "content" / "articles").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Benchmark\nsite_url: https://example.org/\ndocs_dir: content\n"
        "theme: {name: material, font: false}\nplugins: [search, briefing]\n"
        "nav: [{Home: index.md}]\nvalidation: {nav: {omitted_files: ignore}}\n",
        encoding="utf-8",
    )
    for number in range(articles):
        text = _article(number, chance)
        stem = f"article-{number:05}"
        path = folder / "content" / "articles" / f"{stem}.md"
        path.write_text(text, encoding="utf-8")


def write_plain_site(folder: Path, pages: int) -> None:
    """Write a site of so many ordinary pages of the same length, for Material without briefings."""
    chance = random.Random(pages)  # noqa: S311 - no secret is made of it
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Plain\nsite_url: https://example.org/\n"
        "theme: {name: material, font: false}\nplugins: [search]\n"
        "nav: [{Home: page-00000.md}]\nvalidation: {nav: {omitted_files: ignore}}\n",
        encoding="utf-8",
    )
    for number in range(pages):
        words = (chance.choices(WORDS, k=WORDS_A_PARAGRAPH) for _ in range(PARAGRAPHS))
        text = f"# Page {number}\n\n" + ".\n\n".join(map(" ".join, words)) + ".\n"
        (folder / "docs" / f"page-{number:05}.md").write_text(text, encoding="utf-8")


def _article(number: int, chance: random.Random) -> str:
    day = dt.date(2000, 1, 1) + dt.timedelta(days=number // 3)
    body = "\n\n".join(_paragraph(index, f"s{number}x", chance) for index in range(PARAGRAPHS))
    answers = ""
    if number:
        answers = (
            f"answers:\n  - question: article-{number - 1:05}#open-5\n"
            "    status: answered\n    text: They met again.\n    evidence: [f3]\n"
        )
    return (
        f"---\ntitle: Report {number} on the talks\ndate: {day}\n"
        "description: The two delegations met and agreed on a table.\n"
        f"story: story-{number // 50}\ntopics: [talks, topic-{number % 40}]\n"
        f"sources:\n  wire:\n    publisher: Wire\n    url: https://example.org/{number}\n"
        "summary:\n  - text: They met for a second round.\n    evidence: [f3, q1]\n"
        "  - text: Nothing was signed.\n    evidence: [f3]\n"
        "questions:\n  - id: open-5\n    ask: When will they meet again?\n"
        f"{answers}---\n{body}\n"
    )


def _paragraph(index: int, first: str, chance: random.Random) -> str:
    words = chance.choices(WORDS, k=WORDS_A_PARAGRAPH)
    start, length = chance.randrange(5, 30), chance.randrange(8, 20)
    passage = " ".join([f"{first}{index}", *words[start : start + length]])
    mark = MARKS[index % len(MARKS)].format(words=passage, n=chance.randrange(200), i=index)
    before, after = " ".join(words[:start]), " ".join(words[start + length :])
    return f"{before.capitalize()} {mark} {after}."
