"""Web Annotations: valid by the W3C's model, and each selector finds one place: the passage."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from markdown import Markdown
from playwright.sync_api import Page, Route

from generator.build import Built, build
from generator.dialect import BriefingExtension
from generator.export import export
from generator.page_places import places_on, text_of
from generator.project import read_project
from generator.settings import SECTIONS, Settings
from generator.site import build_site
from tests.conftest import ROOT, Serve
from tests.strategies import HEAD, Document, documents
from tests.test_laws import PATH, STEM, built_of, put, some

FILE = f"briefings/{STEM}/annotations.jsonld"
SCHEMA = json.loads((ROOT / "tests" / "data" / "web-annotation.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SHIPPED = "http://127.0.0.1:8000/"
GOLDEN = ROOT / "tests" / "golden"

ODD = """---
title: Odd
date: 2025-05-20
lang: {lang}
sources: {{wire: {{publisher: Wire}}}}
summary:
- text: “No.”
  evidence: [alone]
---
# One

[“No.”]{{#alone .quote by="Jane Doe"}}

## Two [“No.”]{{#headed .quote by="Jane Doe"}}

[“No.”]{{#again .quote by="Jane Doe" doubtful="one says so"}}[^1]

[“No.”]{{#astral .quote by="Jane Doe"}} 🙂🏽👩‍👩‍👧 e\u0301\u0302
[🙂 [“é e\u0301 𝕏”]{{#inner .quote by=K}}
go]{{#outer .said by="Jane Doe" note="a & b <c>"}} 👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧
👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧
&amp;lt; &#13; &#x85; “

<!-- a comment --> <div> ]]> \u202eback\u202c

```html
<span class="b-passage b-fact" id="in-faked"> “No.”
```

<!-- x -->
<div class="b-body">

[“It [goes](https://example.org) on,”]{{#parted .quote by=K}} he said,
[“and on.”]{{.quote cont=parted}}

| a | b |
|---|---|
| [x]{{#x-one .fact source=wire}} | [x]{{#x-two .fact}} |
| [x]{{#x-three .fact}} | pi\\|pe `co|de` |

{{#block .quote by="جين دو" note=n}}
> قال «لا» [*ثم*]{{#nested .fact source=wire}} قال
>
> - «لا»
> - «لا» **“No.”**

{{#plain .fact source=wire}}
> Plain.

[x]{{#x-four .gap ask="Why?"}}  \nbroken[^1] [![“No.”](a.png)](https://example.org)

[^1]: A note: [“No.”]{{#noted .quote by=K}} and [x]{{#x-five .fact}}.
"""
ONLY = (
    '---\ntitle: T\ndate: 2025-05-20\nsummary: [{text: "A.", evidence: [a]}]\n---\n[A.]{#a .fact}\n'
)


PICTURE = {"content/articles/a.png": b"\x89PNG\r\n\x1a\n"}


class Reader(HTMLParser):
    """Makes elements of HTML as a browser does, as far as their text goes."""

    VOID = frozenset({"br", "hr", "img"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = ET.TreeBuilder()
        self._builder.start("html", {})
        self._in_pre = False
        self.feed(html)
        self.close()
        self._builder.end("html")
        self.root = self._builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        self._in_pre = tag == "pre"
        if tag in self.VOID:
            self._builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data.removeprefix("\n") if self._in_pre else data)
        self._in_pre = False


class Read:
    """The text of a page, where the body's is in it, and the words of each passage."""

    def __init__(self, html: str) -> None:
        root = Reader(html).root
        self.text = "".join(root.itertext())
        (body,) = (one for one in root.iter() if one.get("class") == "b-body")
        self.passages = {one.get("id", ""): words(one) for one in root.iter() if is_marked(one)}
        inside = "".join(body.itertext())
        body.text = "\ue001" + (body.text or "")
        start = "".join(root.itertext()).index("\ue001")
        self.body = (start, start + len(inside))


def is_marked(element: ET.Element) -> bool:
    return "b-passage" in element.get("class", "").split()


def words(passage: ET.Element) -> str:
    """Give the words of a passage without what is said of it at its end."""
    text = "".join(passage.itertext())
    last = passage[-1] if len(passage) else None
    if last is not None and passage.tag == "blockquote" and last.tag == "p" and len(last):
        if last[0].get("class") in {"b-to-card", "b-noted"} and not (last.text or "").strip():
            text = text.removesuffix("".join(last.itertext()) + (last.tail or ""))
    elif last is not None and passage.tag == "span" and last.get("class") == "b-to-card":
        text = text.removesuffix("".join(last.itertext()))
    return text.strip(" \n")


def html_of(markdown: str, **contents: object) -> str:
    """Publish a page's Markdown as MkDocs does, without its theme; `contents` configures `toc`."""
    extensions: list[Any] = ["toc", "tables", "fenced_code", BriefingExtension()]
    return Markdown(extensions=extensions, extension_configs={"toc": contents}).convert(markdown)


def targets_of(annotation: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: dict[str, Any] | list[dict[str, Any]] = annotation["target"]
    return found if isinstance(found, list) else [found]


def items_of(content: bytes) -> list[dict[str, Any]]:
    collection = json.loads(content)
    assert [error.message for error in VALIDATOR.iter_errors(collection)] == []
    items: list[dict[str, Any]] = collection["first"]["items"]
    assert collection["total"] == len(items)
    ids = [collection["id"], collection["first"]["id"], *(item["id"] for item in items)]
    assert len(set(ids)) == len(ids)
    return items


def check_selectors(items: list[dict[str, Any]], html: str) -> set[str]:
    """Apply each selector to a page; gives the ids of the passages that were found."""
    page = Read(html)
    text, body = page.text, page.text[slice(*page.body)]
    found = set()
    for target in (target for item in items for target in targets_of(item)):
        fragment, *others = target["selector"]
        marked = page.passages[fragment["value"]]
        found.add(fragment["value"])
        assert bool(others) == bool(marked)
        if not others:
            continue
        quote, css = others
        assert quote["exact"] == marked
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert len(re.findall(f"(?={re.escape(whole)})", text)) == 1
        assert page.body[0] <= text.index(whole) + len(quote["prefix"]) < page.body[1]
        position = css["refinedBy"]
        assert body[position["start"] : position["end"]] == marked
        start = page.body[0] + position["start"]
        assert text.index(whole) == start - len(quote["prefix"])
    return found


def check_briefing(built: Built, stem: str) -> list[dict[str, Any]]:
    page = next(page for page in built.pages if page.path == f"briefings/{stem}.md")
    content = built.files[f"briefings/{stem}/annotations.jsonld"]
    assert isinstance(content, bytes)
    items = items_of(content)
    html = html_of(page.markdown)
    assert check_selectors(items, html) == set(Read(html).passages)
    return items


def told(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(body["purpose"], body.get("value") or body["source"]) for body in item["body"]]


def by_id(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["id"].partition("#")[2]: item for item in items}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_selectors_find_one_place_in_odd_texts(lang: str) -> None:
    built = built_of({PATH: ODD.format(lang=lang), **PICTURE})
    assert not built.has_errors, built.diagnostics
    items = by_id(check_briefing(built, STEM))
    assert len(items) == 16
    assert len(targets_of(items["parted"])) == 2


@pytest.mark.parametrize("sign, shown", [(True, "&para;"), ("#", "#")])
def test_the_permalink_of_a_heading_is_no_word_of_the_page(sign: object, shown: str) -> None:
    built = built_of({PATH: ODD.format(lang="en"), **PICTURE})
    page = next(page for page in built.pages if page.path == f"briefings/{STEM}.md")
    content = built.files[FILE]
    assert isinstance(content, bytes)
    html = html_of(page.markdown, permalink=sign)
    assert check_selectors(items_of(content), html) == set(Read(html).passages)
    assert f'data-sign="{shown}"' in html


@pytest.mark.parametrize(
    "folder", [ROOT, *sorted(p for p in GOLDEN.iterdir() if p.name != "wrong")]
)
def test_every_annotated_passage_of_every_briefing_is_found(folder: Path) -> None:
    built = build(folder, read_project(folder).settings)
    stems = [path.split("/")[1] for path in built.files if path.endswith(".jsonld")]
    assert stems
    for stem in stems:
        check_briefing(built, stem)


@some
@given(documents())
def test_selectors_of_any_article_find_one_place(document: Document) -> None:
    built = built_of({PATH: HEAD + document.text})
    if document.marks:
        check_briefing(built, STEM)
    else:
        assert FILE not in built.files


def test_a_body_whose_words_stand_elsewhere_too_is_told_apart_by_what_is_before_it() -> None:
    (item,) = check_briefing(built_of({PATH: ONLY}), STEM)
    _, quote, _ = item["target"]["selector"]
    assert quote["prefix"].strip()


def test_cuts_divide_no_character() -> None:
    family = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
    for filling in (family, "🙂🏽", "e\u0301\u0302", "👩‍👩‍👧"):
        for shift in range(len(filling)):
            text = f"{'a' * shift}{filling * 40}[x]{{#x .fact}}{'a' * shift}{filling * 40}"
            built = built_of({PATH: HEAD + text})
            (item,) = check_briefing(built, STEM)
            _, quote, _ = item["target"]["selector"]
            for cut in (quote["prefix"].lstrip("a"), quote["suffix"].lstrip("a")):
                assert len(cut) >= 24 - len(filling)
                assert cut == filling * (len(cut) // len(filling))


def test_what_an_annotation_says() -> None:
    article = """---
title: T
date: 2025-05-20
questions: [{id: why, ask: Why?}]
---
[“A”]{#a .quote by="Jane Doe" doubtful="a maybe" note="a note"}
[He said [“B”]{#b .quote by=Ben}]{#s .said as="an official"} [f]{#f .fact} [g]{#g .gap asks=why}
[“So [x]{#x .fact}, and [y]{#y .gap asks=why}.”]{#z .quote by="Jane Doe"}
"""
    person = "---\nname: Jane Doe\nroles: [{title: Minister, from: 2025-01-01}]\n---\n"
    files = {PATH: article, "content/people/jane-doe.md": person}
    items = by_id(check_briefing(built_of(files), STEM))
    assert told(items["a"]) == [
        ("tagging", "quotation"),
        ("tagging", "doubtful"),
        ("assessing", "a maybe"),
        ("commenting", "a note"),
        ("describing", "Jane Doe, Minister, 20 May 2025"),
        ("identifying", "../../people/jane-doe/"),
        ("linking", "./#a"),
    ]
    assert ("describing", "according to an official") in told(items["b"])
    assert told(items["s"])[0] == ("tagging", "reported speech")
    assert told(items["f"]) == [("tagging", "fact")]
    assert told(items["g"]) == [("tagging", "gap"), ("questioning", "Why?"), ("linking", "./#why")]
    by = ("describing", "Jane Doe, Minister, 20 May 2025")
    assert told(items["x"]) == [("tagging", "fact"), by]
    assert told(items["y"])[:2] == [("tagging", "gap"), by]
    motives = {name: item["motivation"] for name, item in items.items() if name not in "zxy"}
    assert motives == {
        "a": "describing",
        "s": "describing",
        "b": "describing",
        "f": "classifying",
        "g": "questioning",
    }


def test_addresses_are_whole_ones_where_the_site_has_one_and_lead_there_otherwise() -> None:
    for site in ("", "https://site.example/base/"):
        items = check_briefing(
            built_of({PATH: ODD.format(lang="en"), **PICTURE}, Settings(site_url=site)), STEM
        )
        base = site or "https://other.example/"
        for item in items:
            assert not site or item["id"].startswith(site)
            assert urljoin(base + FILE, item["id"]).startswith(f"{base}{FILE}#")
            for target in targets_of(item):
                assert urljoin(base + FILE, target["source"]) == f"{base}briefings/{STEM}/"


def test_there_is_no_file_where_the_articles_text_is_not_shown() -> None:
    sections = tuple(name for name in SECTIONS if name != "article")
    built = built_of({PATH: ODD.format(lang="en"), **PICTURE}, Settings(sections=sections))
    assert FILE not in built.files
    page = next(page for page in built.pages if page.path == f"briefings/{STEM}.md")
    assert page.head.annotations == ""


def test_a_template_without_the_element_of_the_body_has_no_places() -> None:
    built = built_of({PATH: ODD.format(lang="en"), **PICTURE})
    page = next(page for page in built.pages if page.path == f"briefings/{STEM}.md")
    assert page.head.annotations == FILE
    assert places_on(page.markdown)
    assert not places_on(page.markdown.replace('class="b-body"', 'class="own"'))


def test_text_is_that_of_browsers() -> None:
    assert text_of("<pre>\na</pre>\r\nb\x02\ud800&#60;") == "a\nb<"


IN_PAGE = """
async () => {
    const link = document.querySelector('link[rel="describedby"]')
    const collection = await (await fetch(link.href)).json()
    const main = document.querySelector("main").textContent
    const count = (text, part) => {
        let number = 0
        for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) number += 1
        return number
    }
    const found = []
    for (const item of collection.first.items) {
        for (const target of [item.target].flat()) {
            const [fragment, quote, css] = target.selector
            const marked = document.getElementById(fragment.value)
            const copy = marked.cloneNode(true)
            const last = copy.lastElementChild
            const said = ":scope > .b-noted, :scope > .b-to-card"
            const blocked = marked.tagName === "BLOCKQUOTE" && last?.querySelector(said)
            if (blocked) last.remove()
            else if (last?.matches(".b-to-card")) last.remove()
            const bodies = document.querySelectorAll(css.value)
            const characters = [...bodies[0].textContent]
            const {start, end} = css.refinedBy
            found.push({
                id: fragment.value,
                page: new URL(target.source, link.href).href === location.href,
                bodies: bodies.length,
                inside: bodies[0].contains(marked),
                once: count(main, quote.prefix + quote.exact + quote.suffix),
                exact: quote.exact,
                position: characters.slice(start, end).join(""),
                marked: copy.textContent.replace(/^[ \\n]+|[ \\n]+$/g, ""),
                before: characters.slice(0, start).join("").endsWith(quote.prefix) || start < 200,
                after: characters.slice(end).join("").startsWith(quote.suffix),
            })
        }
    }
    return found
}
"""


def check_in_browser(page: Page, address: str, site: Path) -> int:
    number = 0
    for file in sorted(site.glob("briefings/*/annotations.jsonld")):
        page.goto(f"{address}briefings/{file.parent.name}/")
        found = page.evaluate(IN_PAGE)
        assert found
        for one in found:
            assert one["page"]
            assert (one["bodies"], one["once"]) == (1, 1), one
            assert one["inside"]
            assert one["before"]
            assert one["after"]
            assert one["exact"] == one["position"] == one["marked"], one
        number += len(found)
    return number


@pytest.fixture(scope="module")
def odd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {
        "mkdocs.yml": "site_name: Odd\n",
        **PICTURE,
        "content/articles/2025-05-20-odd.md": ODD.format(lang="en"),
        "content/articles/2025-05-20-odd-ar.md": ODD.format(lang="ar"),
        "content/articles/2025-05-20-only.md": ONLY,
    }
    return put(tmp_path_factory.mktemp("odd"), files)


@pytest.mark.slow
@pytest.mark.browser
def test_a_browser_finds_every_passage_of_the_shipped_site(
    shipped_site: Path, page: Page, serve_directory: Serve
) -> None:
    address = serve_directory(shipped_site)

    def lead(route: Route) -> None:
        """Ask for the addresses of `site_url` where the site is served."""
        route.continue_(url=route.request.url.replace(SHIPPED, address))

    page.route(f"{SHIPPED}**", lead)
    assert check_in_browser(page, SHIPPED, shipped_site) > 100


@pytest.mark.slow
@pytest.mark.browser
def test_a_browser_finds_every_passage_in_odd_texts_however_the_site_is_built(
    odd_folder: Path, tmp_path: Path, page: Page, serve_directory: Serve
) -> None:
    site, built = build_site(read_project(odd_folder))
    assert check_in_browser(page, serve_directory(site), site) == 35
    out = tmp_path / "out"
    assert export(read_project(odd_folder), built, out) == ()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    subprocess.run(command, cwd=out, env=environment, check=True, capture_output=True)
    assert check_in_browser(page, serve_directory(out / "site"), out / "site") == 35
