"""What is said to be generated is what is generated, and links may lead to it."""

from pathlib import Path

from generator.addresses import ALWAYS, generated_files, generated_pages
from generator.build import build
from generator.content import check_content
from generator.settings import Settings
from tests.conftest import ROOT
from tests.test_laws import put

SETTINGS = Settings(site_name="S", site_url="https://site.example/")
ARTICLE = "---\ntitle: A\ndate: 2031-03-03\n---\n[It rained.]{{#rain .fact}} {links}\n"


def test_all_that_is_made_is_known_before_it_is_made() -> None:
    built = build(ROOT, SETTINGS)
    corpus = check_content(ROOT, SETTINGS).corpus
    named = {path for path, _, _ in generated_pages(corpus)}
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
