"""Stage render: what pages show -> their Markdown, by the templates."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.meta import find_referenced_templates

from generator.attributes import write
from generator.commonmark import seal, tidy
from generator.diagnostics import Code, Diagnostic, did_you_mean
from generator.markdown import Safe, escape, link_address
from generator.messages import Catalogue
from generator.model import Page
from generator.ordinary import home_marker
from generator.packaged import TEMPLATES, packaged
from generator.source import Place
from generator.wording import WordingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jinja2.runtime import Context

    from generator.views import PageView
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


def render(
    views: Sequence[PageView],
    templates: Mapping[str, str],
    home: str | None = None,
    catalogue: Catalogue | None = None,
) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Render pages; `templates` are the folder's own, each in place of the package's one.

    `home` is the text of the author's home page, `catalogue` has the words that templates take from
    it by `t`. A template that fails is reported once.
    """
    catalogue = catalogue or Catalogue()
    sources, loaded = {**packaged_templates(), **templates}, set[str]()
    environments = {
        language: _environment(_Loader(sources, catalogue.words(language), loaded))
        for language in dict.fromkeys(view.language for view in views)
    }
    pages: list[Page] = []
    problems: dict[tuple[str, int], Diagnostic] = {}
    for view in views:
        try:
            template = environments[view.language].get_template(view.template)
            text = template.render(
                title=view.title,
                alone=home is None,
                t=catalogue.words(view.language),
                site_language=catalogue.site,
                **view.values,
            )
        except TemplateError as error:
            problem = _problem(view.template, error, templates)
            problems.setdefault((problem.place.path, problem.place.line), problem)
            continue
        except WordingError as error:
            problem = _wording(view.template, error, templates)
            problems.setdefault((problem.place.path, problem.place.line), problem)
            continue
        except Exception as error:  # noqa: BLE001 - a template can do anything
            problem = _failure(view.template, error)
            problems.setdefault((problem.place.path, problem.place.line), problem)
            continue
        pages.append(_page(view, text, home))
    unused = _unused(templates, loaded)
    return tuple(pages), (*problems.values(), *unused)


def _unused(own: Mapping[str, str], loaded: set[str]) -> Iterator[Diagnostic]:
    """Find templates of the folder that replace none of the package's and are included by none.

    The name of an include may be made while rendering, so what was `loaded` is used as well.
    """
    known, environment = packaged_templates(), _environment(BaseLoader())
    included: set[str | None] = set()
    for text in own.values():
        with suppress(TemplateError):  # reported where it is used
            included.update(find_referenced_templates(environment.parse(text)))
    for name in sorted(own.keys() - known.keys() - included - loaded):
        place = Place(f"{FOLDER}/{name}", 1, 1)
        hint = did_you_mean(name, known)
        yield Diagnostic(Code.TEMPLATE_UNUSED, place, "no page uses this template", hint)


def _page(view: PageView, text: str, home: str | None) -> Page:
    sealed = seal(tidy(text))
    title, author_path = view.title, view.author_path
    marker = home_marker(home) if view.path == "index.md" and home is not None else None
    if home is not None and marker:
        before, after = home[: marker.start], home[marker.end :]
        sealed = f"{before.rstrip()}\n\n{sealed}\n\n{after.lstrip()}"
        title, author_path = _home_title(home) or view.title, "index.md"
    else:
        sealed += "\n"
    return Page(
        view.path,
        sealed,
        title,
        view.description,
        view.date,
        author_path,
        head=view.head,
        language=view.language,
    )


def _home_title(text: str) -> str:
    """Title of the author's home page: of its front matter, or else its first heading."""
    match = re.match(r"---\n(?:.*\n)*?title:[ \t]*(?P<title>.+)\n(?:.*\n)*?---", text)
    match = match or re.search(r"^#[ \t]+(?P<title>.+?)[ \t#]*$", text, re.MULTILINE)
    return match["title"].strip("\"' ") if match else ""


class _Loader(BaseLoader):
    """Gives templates of one language: a message without values stands in them as text already.

    Most are of that kind; saying them anew on every page took a tenth of the time of rendering.
    """

    def __init__(self, templates: Mapping[str, str], words: Words, loaded: set[str]) -> None:
        self.templates = templates
        self.words = words
        self.loaded = loaded

    def get_source(
        self, _environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool]]:
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


def _environment(loader: BaseLoader) -> Environment:
    """Templates in which every value is escaped, and no filter makes markup of a text."""
    environment = Environment(  # noqa: S701 - `finalize` escapes, for Markdown and HTML at once
        loader=loader,
        undefined=StrictUndefined,
        finalize=_finalize,
        auto_reload=False,  # the texts do not change while pages are made
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.loopcontrols"],
    )
    environment.filters = {
        name: function for name, function in environment.filters.items() if name in _FILTERS
    }
    environment.filters["body"] = _body
    environment.filters["anchor"] = _anchor
    environment.filters["url"] = _url
    environment.filters["lang"] = _lang
    environment.filters["lang_of_heading"] = _lang_of_heading
    environment.filters["in_lang"] = _in_lang
    environment.filters["bdi"] = _bdi
    return environment


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


def _problem(name: str, error: TemplateError, own: Mapping[str, str]) -> Diagnostic:
    line = 1
    if isinstance(error, TemplateSyntaxError):
        name, line = (error.name or name).removeprefix(f"{FOLDER}/"), error.lineno
    elif isinstance(error, TemplateNotFound):
        return _at(name, _line_of(error), f"there is no template `{error.name}`", own)
    else:
        line = _line_of(error)
        name = _name_of(error) or name
    return _at(name, line, f"the template cannot be used: {error.message or error}", own)


def _failure(name: str, error: Exception) -> Diagnostic:
    message = f"the template cannot be used: {type(error).__name__}: {error}"
    return _at(_name_of(error) or name, _line_of(error), message, {})


def _wording(name: str, error: WordingError, own: Mapping[str, str]) -> Diagnostic:
    """Tell of a message that a template names and that cannot be said, at the name."""
    problem = _at(_name_of(error) or name, _line_of(error), error.problem, own)
    column = problem.place.text.find(f"{error.name}") + 1
    place = replace(problem.place, column=max(1, column), length=len(error.name) * bool(column))
    return replace(problem, place=place, suggestion=error.hint)


def _at(name: str, line: int, message: str, own: Mapping[str, str]) -> Diagnostic:
    lines = ({**packaged_templates(), **own}.get(name) or "").splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    place = Place(f"{FOLDER}/{name}", line, 1, 0, text)
    return Diagnostic(Code.TEMPLATE_INVALID, place, message)


def _frames(error: BaseException) -> list[tuple[str, int]]:
    """Names and lines of the templates in which an error arose, the innermost last."""
    frames = []
    traceback = error.__traceback__
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.startswith(FOLDER):
            frames.append((name.removeprefix(FOLDER + "/"), traceback.tb_lineno))
        traceback = traceback.tb_next
    return frames


def _line_of(error: BaseException) -> int:
    frames = _frames(error)
    return frames[-1][1] if frames else 1


def _name_of(error: BaseException) -> str:
    frames = _frames(error)
    return frames[-1][0] if frames else ""
