"""The page templates: how they are found, and what they may do. All they put out is escaped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    pass_context,
)

from generator.attributes import write
from generator.markdown import Safe, escape, link_address
from generator.packaged import TEMPLATES, packaged
from generator.wording import WordingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from generator.wording import Words

FOLDER = f"{TEMPLATES}/pages"
_ANCHOR = re.compile(r"[a-z][a-z0-9_-]*")
_PLAIN_MESSAGE = re.compile(r'\{\{ t(?:\.text)?\("(?P<name>[a-z-]+)"\) \}\}')
_FILTERS = frozenset(
    (
        "batch d default first groupby last length list map reject rejectattr reverse "
        "round select selectattr slice sort sum unique "
    ).split()
)


@lru_cache(maxsize=1)
def packaged_templates() -> Mapping[str, str]:
    """Texts of the package's own page templates by name."""
    folder = packaged("pages")
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.jinja"))
    }


class Loader(BaseLoader):
    """Gives templates of one language: a message without values stands in them as text already.

    Most are of that kind; saying them anew on every page took a tenth of the time of rendering.
    """

    def __init__(self, templates: Mapping[str, str], words: Words, loaded: set[str]) -> None:
        """Take the texts of templates; the names of those that are used are added to `loaded`."""
        self.templates = templates
        self.words = words
        self.loaded = loaded

    def get_source(
        self, _environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool]]:
        """Give a template to Jinja."""
        if template not in self.templates:
            raise TemplateNotFound(template)
        self.loaded.add(template)
        source = _PLAIN_MESSAGE.sub(self._said, self.templates[template])
        return source, f"{FOLDER}/{template}", lambda: True

    def _said(self, found: re.Match[str]) -> str:
        """Write a message into a template; one that cannot be said is told when it is reached."""
        try:
            return escape(self.words.text(found["name"]))
        except WordingError:
            return found[0]


def environment(loader: BaseLoader) -> Environment:
    """Templates in which every value is escaped, and no filter makes markup of a text."""
    made = Environment(  # noqa: S701 - `finalize` escapes, for Markdown and HTML at once
        loader=loader,
        undefined=StrictUndefined,
        finalize=_finalize,
        auto_reload=False,  # the texts do not change while pages are made
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.loopcontrols"],
    )
    made.filters = {name: function for name, function in made.filters.items() if name in _FILTERS}
    made.filters["body"] = _body
    made.filters["anchor"] = _anchor
    made.filters["url"] = _url
    made.filters["lang"] = _lang
    made.filters["lang_of_heading"] = _lang_of_heading
    made.filters["in_lang"] = _in_lang
    made.filters["bdi"] = _bdi
    return made


def _finalize(value: Any) -> Safe:  # noqa: ANN401 - whatever a template puts out
    if value is None:
        message = "a value that is None would be printed"
        raise TemplateError(message)
    return escape(value)


def _body(text: str) -> Safe:
    """Let through a body that the program has put between its markers itself."""
    if text and not text.startswith("<!-- briefing body "):
        message = "the filter `body` is for bodies only"
        raise TemplateError(message)
    return Safe(text)


@pass_context
def _anchor(
    context: Context,
    name: str,
    in_contents: bool = True,  # noqa: FBT001, FBT002 - a filter
    language: str | None = None,
) -> Safe:
    """Give a heading its id; with false it stays out of the table of contents.

    A `language` is that of the words in it, as for the filter `lang`.
    """
    if not _ANCHOR.fullmatch(name):
        message = f"`{name}` cannot be the id of a heading"
        raise TemplateError(message)
    values = {} if in_contents else {"data-toc": "no"}
    if language is not None:
        words: Words = context["t"]
        values |= words.lang_values(language or context["site_language"])
    return Safe(" " + write(f"#{name}", values))


def _url(address: str) -> Safe:
    """Write an address into an attribute or a Markdown link; a scheme that can run is refused."""
    try:
        return link_address(address)
    except ValueError as error:
        raise TemplateError(str(error)) from error


@pass_context
def _lang(context: Context, language: str) -> Safe:
    """Write the language of an element with an author's words, if it is not the page's."""
    words: Words = context["t"]
    return words.lang(language or context["site_language"])


@pass_context
def _lang_of_heading(context: Context, language: str) -> Safe:
    """Write the same behind the words of a heading that has no id of its own."""
    words: Words = context["t"]
    values = words.lang_values(language or context["site_language"])
    return Safe(" " + write(".b-headline", values)) if values else Safe()


@pass_context
def _in_lang(context: Context, text: str, language: str) -> Safe:
    """Write words of an article within a line, with their language if it is not the page's."""
    words: Words = context["t"]
    return words.said(text, language or context["site_language"])


@pass_context
def _bdi(context: Context, text: str) -> Safe:
    """Keep a name or another text apart that may run in another direction than the page."""
    words: Words = context["t"]
    return words.isolated(text)
