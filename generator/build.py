"""The order of the stages: from a project's folder to the pages of its site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose import compose
from generator.content import check_content
from generator.diagnostics import Code, Diagnostic, Related, Severity, in_order
from generator.model import Page
from generator.render import HOME_MARKER, render
from generator.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.corpus import Corpus
    from generator.model import Inputs
    from generator.settings import Settings


@dataclass(frozen=True)
class Built:
    """The pages of a site. With errors among the diagnostics they must not be published.

    `left_out` are the paths in the content folder that are not published as they stand.
    """

    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]
    left_out: frozenset[str]

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def build(folder: Path, settings: Settings) -> Built:
    """Make the pages of a project's folder. Nothing is written, and no content makes it raise."""
    checked = check_content(folder, settings)
    inputs, found = checked.inputs, list(checked.diagnostics)
    views = compose(checked.corpus, checked.checks, settings)
    home = inputs.home.text if inputs.home else None
    if home is not None and not HOME_MARKER.search(home):
        views = tuple(view for view in views if view.path != "index.md")
    pages, problems = render(views, inputs.templates, home)
    pages = (*pages, *_redirects(checked.corpus))
    found.extend(problems)
    found.extend(_collisions(pages, inputs))
    return Built(pages, in_order(found), inputs.left_out)


def _redirects(corpus: Corpus) -> Iterator[Page]:
    """Make a page at each old address of an article."""
    for one in corpus.articles:
        fields = one.article.fields
        for stem in dict.fromkeys(fields.formerly):
            yield Page(
                f"briefings/{stem}.md",
                "",
                fields.title,
                date=(fields.updated or fields.date).isoformat(),
                author_path=one.article.source.path.removeprefix("content/"),
                redirect=f"briefings/{one.stem}.md",
                searchable=False,
            )


def _address(path: str) -> str:
    """Address below the site's root that a file of the docs folder gets."""
    bare = path.removesuffix(".md").removesuffix(".markdown").removesuffix(".html")
    for name in ("index", "README"):
        if bare == name:
            return ""
        bare = bare.removesuffix(f"/{name}")
    return bare.casefold()


def _collisions(pages: tuple[Page, ...], inputs: Inputs) -> Iterator[Diagnostic]:
    """Find files and pages that would stand at one address."""
    generated: dict[str, Page] = {}
    for page in pages:
        address = _address(page.path)
        other = generated.setdefault(address, page)
        if other is not page:
            place = Place(f"content/{page.author_path or page.path}", 1, 1)
            first = Related(
                Place(f"content/{other.author_path or other.path}", 1, 1), "the other one"
            )
            message = f"two pages would stand at `/{address}/`"
            yield Diagnostic(Code.FILE_COLLISION, place, message, "", (first,))
    for path in sorted(inputs.files):
        found = generated.get(_address(path))
        if found and found.author_path != path:
            origin = f" made of `content/{found.author_path}`" if found.author_path else ""
            message = f"this file has the address of the generated page `{found.path}`{origin}"
            hint = "Move or rename it."
            yield Diagnostic(Code.FILE_COLLISION, Place(f"content/{path}", 1, 1), message, hint)
