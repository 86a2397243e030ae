"""The corpus as it is looked at while pages are composed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.targets import relative, whole_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.anchors import Anchors
    from generator.checked import Check
    from generator.corpus import Corpus, Linked, Statement
    from generator.messages import Catalogue
    from generator.model import Annotation
    from generator.schema import ArticleFields
    from generator.settings import Settings
    from generator.wording import Words


@dataclass(frozen=True)
class Shelf:
    """The corpus with what every page needs to point into it.

    `statements` maps the parts of statements to them, `inner` the first parts of quotations to the
    quotations within them. `words` are those of the page that is composed.
    """

    corpus: Corpus
    by_stem: Mapping[str, Linked]
    annotations: Mapping[tuple[str, str], Annotation]
    statements: Mapping[tuple[str, str], Statement]
    inner: Mapping[tuple[str, str], tuple[Statement, ...]]
    anchors: Mapping[str, Anchors]
    checks: Mapping[tuple[str, str], Check]
    settings: Settings
    catalogue: Catalogue
    words: Words

    @classmethod
    def of(
        cls,
        corpus: Corpus,
        checks: Mapping[tuple[str, str], Check],
        settings: Settings,
        catalogue: Catalogue,
    ) -> Shelf:
        """Index a corpus."""
        annotations: dict[tuple[str, str], Annotation] = {}
        statements: dict[tuple[str, str], Statement] = {}
        inner: dict[tuple[str, str], list[Statement]] = {}
        for one in corpus.articles:
            annotations |= {(one.stem, a.id): a for a in one.article.body.annotations}
            statements |= {(one.stem, part): s for part, s in one.by_part.items()}
            for statement in one.statements:
                if statement.around:
                    around = statements[one.stem, statement.around]
                    inner.setdefault((one.stem, around.id), []).append(statement)
        return cls(
            corpus,
            corpus.by_stem,
            annotations,
            statements,
            {key: tuple(found) for key, found in inner.items()},
            {one.stem: one.anchors for one in corpus.articles},
            checks,
            settings,
            catalogue,
            catalogue.words(),
        )

    def speaking(self, language: str | None) -> Shelf:
        """Give the same with the words of the page of an article in a language."""
        words = self.catalogue.words(self.catalogue.page_language(language or ""))
        return self if words is self.words else replace(self, words=words)

    def language_of(self, fields: ArticleFields) -> str:
        """Give the language of an article: its own, or the site's."""
        return fields.lang or self.catalogue.site

    def place(self, stem: str, name: str, page: str) -> str:
        """Link to the place of an annotation in its article."""
        return self.link(stem, "article", self.anchors[stem].places[name], page)

    def link(self, stem: str, section: str, anchor: str, page: str) -> str:
        """Link to an anchor on a briefing's page, or to the page if its section is left out."""
        mark = f"#{anchor}" if section in self.settings.sections else ""
        return relative(f"briefings/{stem}.md{mark}", page)

    def address(self, stem: str, name: str = "") -> str:
        """Address on the web of a briefing or of a quotation in it; empty if that is not known."""
        if not self.settings.site_url:
            return ""
        mark = f"#{name}" if name else ""
        return whole_address(self.settings.site_url, f"briefings/{stem}.md") + mark
