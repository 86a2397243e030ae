"""Stage render: what pages show -> their Markdown, by the templates."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateError
from jinja2.meta import find_referenced_templates

from generator.commonmark import seal, tidy
from generator.diagnostics import Code, Diagnostic, did_you_mean
from generator.messages import Catalogue
from generator.model import Page
from generator.ordinary import home_marker
from generator.plain_text import page_title
from generator.source import Place
from generator.template_problems import problem_of
from generator.templates import FOLDER, Loader, environment, packaged_templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.views import PageView


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
        language: environment(Loader(sources, catalogue.words(language), loaded))
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
        except Exception as error:  # noqa: BLE001 - a template can do anything
            problem = problem_of(view.template, error, sources)
            problems.setdefault((problem.place.path, problem.place.line), problem)
            continue
        pages.append(_page(view, text, home))
    unused = _unused(templates, loaded)
    return tuple(pages), (*problems.values(), *unused)


def _unused(own: Mapping[str, str], loaded: set[str]) -> Iterator[Diagnostic]:
    """Find templates of the folder that replace none of the package's and are included by none.

    The name of an include may be made while rendering, so what was `loaded` is used as well.
    """
    known, parser = packaged_templates(), environment(BaseLoader())
    included: set[str | None] = set()
    for text in own.values():
        with suppress(TemplateError):  # reported where it is used
            included.update(find_referenced_templates(parser.parse(text)))
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
        title, author_path = page_title(home) or view.title, "index.md"
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
