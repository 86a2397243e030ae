"""What linking costs: everything that articles say of one another, found out.

Eight annotations an article, a question in every second one, which a later one answers and another
asks again; a speaker for every fifth article, half of them with a record and an alias.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from typing import TYPE_CHECKING

from generator.link import link
from generator.model import Parsed
from generator.parse import parse_article, parse_person, parse_story
from generator.source import Source

if TYPE_CHECKING:
    from generator.corpus import Corpus

ARTICLE = """---
title: Report {n}
date: {day}
story: story-{story}
sources: {{wire: {{publisher: Wire}}}}
summary: [{{text: They met., evidence: [f1, q1]}}]
{questions}{answers}---
[“One {n}.”]{{#q1 .quote by="{a}" to="{b}"}} [“Two {n}.”]{{#q2 .quote by="{b}" source=wire}}
[“Three,”]{{#q3 .quote by="{a}"}} [“and four.”]{{.quote cont=q3}}
[It rained.]{{.said by="{c}"}} [It snowed.]{{.said by="{c}" to="{a}"}} [They met.]{{#f1 .fact}}
[Nobody knows when.]{{.gap {asks}}}
"""
NAMES = ("ann", "ben", "cal", "dea", "eve", "fay", "gus", "hal", "ivo", "jon", "kim", "lea")


def _name(number: int) -> str:
    """Make a name that no other is nearly equal to."""
    first, last = NAMES[number % 12].title(), "".join(NAMES[int(d)] for d in f"{number:04}")
    return f"{first} {last.title()}"


def parsed(articles: int) -> Parsed:
    """Make so many articles, parsed."""
    chance = random.Random(articles)  # noqa: S311 - no secret is made of it
    people = max(3, articles // 5)
    records = {}
    for number in range(0, people, 2):
        name = _name(number)
        key = name.casefold().replace(" ", "-")
        text = f"---\nname: {name}\naliases: [The {name}]\n---\n"
        records[key], _ = parse_person(Source(f"content/people/{key}.md", text), key)
    stories = {}
    for number in range((articles + 49) // 50):
        key = f"story-{number}"
        text = f"---\ntitle: Story {number}\n---\nThey talk.\n"
        stories[key], _ = parse_story(Source(f"content/stories/{key}.md", text), key)
    found = []
    for number in range(articles):
        stem = f"report-{number:05}"
        source = Source(f"content/articles/{stem}.md", _article(number, people, chance))
        article, problems = parse_article(source, stem)
        assert article, problems
        assert not problems, problems
        found.append(article)
    return Parsed(
        tuple(found),
        {key: record for key, record in records.items() if record},
        {key: record for key, record in stories.items() if record},
    )


def _article(number: int, people: int, chance: random.Random) -> str:
    a, b, c = (_name(n) for n in chance.sample(range(people), 3))
    asked = f"report-{number - number % 2:05}#when"
    before = f"report-{max(0, number - number % 2 - 2):05}#when"
    is_even = number % 2 == 0
    return ARTICLE.format(
        n=number,
        day=dt.date(2000, 1, 1) + dt.timedelta(days=number // 2),
        story=number // 50,
        a=a,
        b=b,
        c=c,
        questions="questions: [{id: when, ask: When?}]\n" if is_even else "",
        answers=""
        if is_even or number < 2  # noqa: PLR2004 - there is nothing before to answer
        else f"answers: [{{question: {before}, status: partly, evidence: [f1]}}]\n",
        asks="asks=when" if is_even else f"asks={asked}",
    )


def linked(articles: Parsed) -> tuple[float, Corpus]:
    """Link articles; gives the seconds that it took, and what came out."""
    start = time.perf_counter()
    corpus, problems = link(articles)
    took = time.perf_counter() - start
    assert not problems, problems[:3]
    return took, corpus
