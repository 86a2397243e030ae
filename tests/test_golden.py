"""Whole small sites: the pages and diagnostics that their content makes, compared byte by byte.

`tests/golden/<site>/` has a project; `expected/` beside it the pages, `diagnostics.txt` what is
reported. A change that is meant is accepted with `make golden` and read in the commit.
"""

import os
import shutil
from functools import cache
from pathlib import Path

import pytest

from generator.build import Built, build
from generator.project import read_project
from generator.report import as_text
from generator.write import page_files
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
SITES = sorted(path.name for path in GOLDEN.iterdir())
MARKERS = ("draft-marker", "Drafty", "comment-marker", "source-marker", "checks-marker")
TEXTS = (".xml", ".json", ".jsonld")
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
each_site = pytest.mark.parametrize("site", SITES)


@pytest.fixture(autouse=True)
def shaping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages name the same share images where FriBidi is missing; none is drawn here."""
    monkeypatch.setattr("generator.share_type.can_shape", lambda: True)


@cache
def built(site: str) -> Built:
    return build(GOLDEN / site, read_project(GOLDEN / site).settings)


def pages(site: str) -> dict[str, str]:
    """Pages that may be published: none where there are errors."""
    result = built(site)
    if result.has_errors:
        return {}
    files = page_files(result.pages, result.links)
    for path, text in result.files.items():
        if path.endswith(TEXTS) and isinstance(text, bytes):
            files[path] = text
    return {path: content.decode() for path, content in sorted(files.items())}


def expected(site: str) -> dict[str, str]:
    folder = GOLDEN / site / "expected"
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"), key=Path.as_posix)
        if file.is_file()
    }


def accept(site: str) -> None:
    folder = GOLDEN / site
    shutil.rmtree(folder / "expected", ignore_errors=True)
    for path, content in pages(site).items():
        file = folder / "expected" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="\n")
    report = as_text(built(site).diagnostics)
    (folder / "diagnostics.txt").write_text(report, encoding="utf-8", newline="\n")


@each_site
def test_pages_are_the_expected_ones(site: str) -> None:
    if UPDATE:
        accept(site)
    assert list(pages(site)) == list(expected(site))
    for path, content in pages(site).items():
        assert content == expected(site)[path], path


@each_site
def test_diagnostics_are_the_expected_ones(site: str) -> None:
    report = (GOLDEN / site / "diagnostics.txt").read_text(encoding="utf-8")
    assert as_text(built(site).diagnostics) == report


@pytest.mark.parametrize(
    "site, errors", [("complete", False), ("feeds", False), ("small", False), ("wrong", True)]
)
def test_a_golden_site_is_what_it_is_for(site: str, errors: bool) -> None:
    assert built(site).has_errors is errors
    assert bool(expected(site)) is not errors


@pytest.mark.parametrize("marker", MARKERS)
def test_what_is_not_for_readers_is_on_no_page(marker: str) -> None:
    files = [path for path in (GOLDEN / "complete").rglob("*") if path.is_file()]
    assert any(marker in p.read_text("utf-8") for p in files if "expected" not in p.parts)
    assert [path for path, content in pages("complete").items() if marker in content] == []


def test_pages_are_the_same_in_another_folder(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "complete", tmp_path / "copy")
    again = build(tmp_path / "copy", read_project(tmp_path / "copy").settings)
    assert again == built("complete")
