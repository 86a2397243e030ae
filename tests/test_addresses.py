"""What is said to be generated is what is generated, and links may lead to it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.addresses import ALWAYS, generated_files, generated_pages
from generator.build import Built, build
from generator.content import check_content
from generator.settings import SECTIONS, Settings
from tests.conftest import ROOT
from tests.test_laws import put

SETTINGS = Settings(site_name="S", site_url="https://site.example/")
ARTICLE = "---\ntitle: A\ndate: 2031-03-03\n---\n[It rained.]{{#rain .fact}} {links}\n"


def bytes_of(built: Built, path: str) -> bytes:
    content = built.files[path]
    assert isinstance(content, bytes)
    return content


def test_all_that_is_made_is_known_before_it_is_made() -> None:
    built = build(ROOT, SETTINGS)
    corpus = check_content(ROOT, SETTINGS).corpus
    named = {path for path, _, _ in generated_pages(corpus, SETTINGS.page_size)}
    assert {page.path for page in built.pages} == named
    assert set(ALWAYS) <= named
    made = {*built.files, *built.images}
    assert made <= set(generated_files(corpus))
    without = build(ROOT, Settings(site_name="S"))
    assert set(without.files) <= set(generated_files(corpus, has_address=False))
    assert made - set(generated_files(corpus, has_address=False))


def test_links_may_lead_to_what_is_generated(tmp_path: Path) -> None:
    links = " ".join(f"[x](../{path})" for path in ALWAYS)
    page = "[x](data/quotations.csv) [x](atom.xml) [x](share/index.png) [x](archive/2031/03.md)\n"
    put(
        tmp_path,
        {
            "content/articles/2031-03-03-a.md": ARTICLE.format(links=links),
            "content/about.md": page + " ".join(f"[x]({path})" for path in ALWAYS),
        },
    )
    assert check_content(tmp_path, SETTINGS).diagnostics == ()
    put(tmp_path, {"content/about.md": "[x](data/quotation.csv) [x](atom.json)\n"})
    found = check_content(tmp_path, SETTINGS).diagnostics
    assert [d.code.slug for d in found] == ["link-broken", "link-broken"]


@pytest.mark.parametrize(
    "sections, anchors",
    [
        (SECTIONS, ("said", "in-inner", "talk", "ask")),
        (("summary", "article"), ("in-said", "in-inner", "in-talk", "in-ask")),
        (("summary",), ("", "", "", "")),
    ],
)
def test_an_address_leads_to_what_its_page_shows(
    sections: tuple[str, ...], anchors: tuple[str, ...], tmp_path: Path
) -> None:
    text = (
        "---\ntitle: A\ndate: 2031-03-03\n---\n"
        "[“He said [‘no’]{#inner .quote by=Bo}”]{#said .quote by=Ann} [Talks]{#talk .said by=Cy}\n"
        '[Why?]{#ask .gap ask="Why?"}\n'
    )
    put(tmp_path, {"content/articles/2031-03-03-a.md": text})
    settings = replace(SETTINGS, sections=sections)
    built = build(tmp_path, settings)
    marks = [f"#{anchor}" if anchor else "" for anchor in anchors]
    page = "briefings/2031-03-03-a/"
    kinds = {"quotation", "reported", "question"}
    found = [record.address for record in built.records if record.kind in kinds]
    assert sorted(found) == sorted(page + mark for mark in marks)
    said = {
        one["name"]: one["url"].removeprefix(f"https://site.example/{page}")
        for name in ("quotations", "briefings")
        for item in json.loads(bytes_of(built, f"data/{name}.json"))["items"]
        for one in item.get("reported", [item])
    }
    assert [said[name] for name in ("Ann", "Bo", "Cy")] == marks[:3]
    (card,) = (p.markdown for p in built.pages if p.path == "people/bo.md")
    inner = f'<a href="../{page.rstrip("/")}.md{marks[1]}">'
    assert inner in card
