"""The order of the stages: from a project's folder to the pages of its site."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.addresses import HOME, OWN
from generator.compose import compose
from generator.content import check_content
from generator.data_files import data_files
from generator.diagnostics import Code, Diagnostic, Severity, in_order, raised
from generator.feed_files import content_views, feed_files, is_content
from generator.feeds import feeds_of
from generator.messages import Catalogue
from generator.model import Page
from generator.open_data import record_of
from generator.ordinary import home_marker
from generator.render import render
from generator.search_records import SearchRecord, search_records
from generator.share_pages import with_pictures
from generator.web_annotations import annotation_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.content import Checked
    from generator.corpus import Corpus
    from generator.settings import Settings
    from generator.share_images import ShareImage
    from generator.source import Source


@dataclass(frozen=True)
class Built:
    """The pages of a site. With errors among the diagnostics they must not be published.

    `left_out` are the paths in the content folder that are not published as they stand, `links`
    what the links of ordinary pages lead to (`Corpus.links`), `articles` how many articles there
    are, drafts and all. `files` are what is published besides and is no Markdown: paths in the docs
    folder, and what stands there (a path stands for that file's content). `theme` is what the
    theme's templates find in `config.extra.briefing`: the site's language, and its words by
    languages. `records` are what the search finds, `images` the share images that are still to be
    drawn, by paths in the docs folder; `notices` what an owner may want to know.
    """

    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]
    left_out: frozenset[str]
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    articles: int = 0
    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    theme: Mapping[str, object] = field(default_factory=lambda: _theme(Catalogue(), ()))
    records: tuple[SearchRecord, ...] = ()
    images: Mapping[str, ShareImage] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def build(folder: Path, settings: Settings) -> Built:
    """Make the pages of a project's folder. Nothing is written, and no content makes it raise."""
    checked = check_content(folder, settings)
    inputs, found = checked.inputs, list(checked.diagnostics)
    settings, catalogue = worded(checked, settings)
    views = compose(checked.corpus, checked.checks, settings, catalogue)
    home = inputs.ordinary["index.md"].text if "index.md" in inputs.ordinary else None
    views = tuple(view for view in views if not _is_written(view.path, inputs.ordinary))
    shared = with_pictures(views, settings, catalogue)
    feeds = feeds_of(checked.corpus, settings)
    rendered, failures = render(
        (*shared.views, *content_views(feeds, views)), inputs.templates, home, catalogue
    )
    pages = (*(p for p in rendered if not is_content(p)), *_redirects(checked.corpus, catalogue))
    contents = (page for page in rendered if is_content(page))
    found.extend(raised(failures) if settings.strict else failures)
    return Built(
        pages,
        in_order(found),
        inputs.left_out,
        checked.corpus.links,
        len(inputs.articles),
        {
            **feed_files(feeds, contents, settings.site_url),
            **data_files(record_of(checked.corpus, checked.checks, settings)),
            **annotation_files(checked.corpus, pages, settings, catalogue),
        },
        _theme(catalogue, pages),
        records=search_records(checked.corpus, inputs.ordinary, settings, catalogue.words()),
        images=shared.images,
        notices=shared.notices,
    )


def worded(checked: Checked, settings: Settings) -> tuple[Settings, Catalogue]:
    """Give the words of a site, and its settings with a name."""
    catalogue = Catalogue(settings.language, checked.inputs.messages)
    if any(d.code is Code.MESSAGES_INVALID for d in checked.diagnostics):
        catalogue = Catalogue(settings.language)
    name = settings.site_name or catalogue.words().text("theme-site-name")
    return replace(settings, site_name=name), catalogue


def _is_written(path: str, ordinary: Mapping[str, Source]) -> bool:
    """Whether an author has written this page, and left no place in it for the generated list."""
    written = path in OWN and path in ordinary
    return written and not (path == HOME and home_marker(ordinary[path].text))


def _theme(catalogue: Catalogue, pages: Iterable[Page]) -> dict[str, object]:
    """Give what the theme's templates say, in every language that a page has."""
    languages = {catalogue.site, *(page.language for page in pages if page.language)}
    return {"language": catalogue.site, "words": catalogue.theme(languages)}


def _redirects(corpus: Corpus, catalogue: Catalogue) -> Iterator[Page]:
    """Make a page at each old address of an article."""
    for one in corpus.articles:
        fields = one.article.fields
        language = catalogue.page_language(fields.lang or "")
        for stem in dict.fromkeys(fields.formerly):
            yield Page(
                f"briefings/{stem}.md",
                catalogue.words(language).text("page-moved"),
                fields.title,
                date=fields.last_change.isoformat(),
                author_path=one.article.source.content_path,
                redirect=f"briefings/{one.stem}.md",
                language=catalogue.other(language),
            )
