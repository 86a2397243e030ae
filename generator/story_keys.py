"""Stories that articles name and records describe: keys that do not meet are told."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.diagnostics import Code, Diagnostic, Related, diagnose, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model import Article, Story

FOLDER = "articles/"


def story_problems(
    articles: Iterable[Article], stories: Mapping[str, Story], unread: Iterable[str]
) -> Iterator[Diagnostic]:
    """Find keys that are nearly one of a record, and records of which no article tells.

    Of the latter nothing is said while an article cannot be read: it may be the one that does.
    """
    told: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.fields.story:
            told[article.fields.story].append(article)
    without_record = [key for key in told if key not in stories]
    for key in without_record:
        hint = did_you_mean(key, stories)
        for article in told[key] if hint else ():
            message = f"the story `{key}` has no record, but its name is close to one that has"
            span = article.front_matter.span("story")
            yield diagnose(Code.STORY_UNKNOWN, article.source, span, message, hint)
    if any(path.startswith(FOLDER) for path in unread):
        return
    for key in sorted(stories.keys() - told.keys()):
        yield _empty(stories[key], nearest(key, without_record), told)


def _empty(story: Story, near: str, told: Mapping[str, list[Article]]) -> Diagnostic:
    span = story.front_matter.span("title")
    message = f"no article belongs to the story `{story.key}`"
    if not near:
        hint = f"Write `story: {story.key}` in the front matter of its articles."
        return diagnose(Code.STORY_EMPTY, story.source, span, message, hint)
    first = told[near][0]
    place = first.source.place(first.front_matter.span("story"))
    hint = f"Did you mean `{near}`? The file is then called `{near}.md`."
    related = (Related(place, f"`story: {near}` stands here"),)
    return diagnose(Code.STORY_EMPTY, story.source, span, message, hint, related=related)
