"""Pages that list: what the golden sites do not show."""

import pytest

from generator import listings
from generator.build import build
from generator.project import read_project
from tests.conftest import ROOT

SITE = ROOT / "tests" / "golden" / "complete"


def archive() -> str:
    pages = build(SITE, read_project(SITE).settings).pages
    (text,) = (page.markdown for page in pages if page.path == "archive/index.md")
    return text


def test_the_archive_lists_its_briefings_until_they_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = len(list((SITE / "content" / "articles").rglob("*.md")))
    monkeypatch.setattr(listings, "IN_FULL", number)
    assert "../briefings/2031-03-03-first-round.md" in archive()
    assert "2031/03.md" in archive()
    monkeypatch.setattr(listings, "IN_FULL", 1)
    assert "../briefings/" not in archive()
    assert "2031/index.md" in archive()
