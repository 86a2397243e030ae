"""Stage compose: the corpus -> what each page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.briefing_pages import briefing_pages
from generator.heads import with_heads
from generator.listings import listings
from generator.messages import Catalogue
from generator.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.checked import Check
    from generator.corpus import Corpus
    from generator.settings import Settings
    from generator.views import PageView


def compose(
    corpus: Corpus,
    checks: Mapping[tuple[str, str], Check],
    settings: Settings,
    catalogue: Catalogue | None = None,
) -> tuple[PageView, ...]:
    """Give every page of the site, in a fixed order."""
    shelf = Shelf.of(corpus, checks, settings, catalogue or Catalogue(settings.language))
    return tuple(with_heads(shelf, (*briefing_pages(shelf), *listings(shelf))))
