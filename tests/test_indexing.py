"""What the search index says of a page is what Material itself would say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from generator.indexing import sections, separator

PAGES = {
    "headings": '<h1 id="t">T</h1><p>a</p><h2 id="a">A <em>b</em></h2><p>c</p>',
    "text first": '<p>a</p><h2 id="a">A</h2>b',
    "no heading": "<p>a</p>",
    "bare text": "a",
    "a lower heading first": '<div><h3 id="x">X</h3></div><p>a</p>',
    "a heading without an id": "<h2>A</h2><p>b</p>",
    "a heading in a card": (
        '<h2 id="a">A</h2><figure id="f"><h3 id="x">X</h3><p>b</p></figure><p>c</p>'
        '<section><h2 id="d">D</h2><p>e</p></section><p>f</p>'
    ),
    "left out": (
        '<h2 id="a">A</h2><div data-search-exclude=""><section><p>b</p></section></div>'
        '<p>d<span data-search-exclude="">e</span>f</p>'
    ),
    "a heading left out": '<h2 id="a" data-search-exclude="">A</h2><p>b</p><h2 id="c">C</h2>',
    "empty elements": "<p> </p><ul>\n<li></li>\n<li><p></p>a</li></ul><p>\n</p>",
    "code": "<pre><code>a\n\n  b\n</code></pre><p>a\nb  \n c</p>",
    "white space": "<p>a</p>\n\n<p>b</p> \n <em>c</em> \n<em>d</em>",
    "void elements": '<p>a<br />b<img alt="x" src="y" /></p><hr />',
    "characters": "<p>&lt;b&gt; &amp;amp; &quot;x&#39; &#91;TOC]</p>",
    "not closed": '<h2 id="a">A<p>b',
    "closed twice": "<p>a</p></p></div><p>b</p>",
    "an id with characters": '<p>x</p><h2 id="a&amp;b">A</h2>',
}


@pytest.mark.parametrize(
    "text, words",
    [
        ("“But I think something’s going to happen.", "think something going happen"),
        ("And if it doesn't, I just back away…", "doesn back away"),
        ("they’re going to have to keep going.”", "going keep going"),
        ("The WHO, the US and Will", "WHO US"),
        ("Erdoğan, Peñor and Šija in the U.S.", "Erdoğan Peñor Šija U S"),
        ("(Istanbul)/Kyiv—a list: 'don’t'", "Istanbul Kyiv list don"),
        ("we will", ""),
    ],
)
def test_words_that_stand_everywhere_divide_words_and_are_none(text: str, words: str) -> None:
    assert list(filter(None, re.split(separator(["en"]), text))) == words.split()


@pytest.mark.parametrize("languages", [["de"], ["en", "de"], []])
def test_in_other_languages_only_marks_divide_words(languages: list[str]) -> None:
    words = list(filter(None, re.split(separator(languages), "„We will,“ sagt’s.")))
    assert words == ["We", "will", "sagt", "s"]


def theirs(html: str) -> list[tuple[object, ...]]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(section.id, section.title, section.text) for section in parser.data]


def ours(html: str) -> list[tuple[object, ...]]:
    return [(section.id, section.title, section.text) for section in sections(html)]


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_a_page_is_divided_as_material_divides_it(html: str) -> None:
    assert ours(html) == theirs(html)


def test_what_is_left_out_stays_out_whatever_is_in_it() -> None:
    """Material reads on after an inner element of the same name."""
    html = '<p>a</p><div data-search-exclude=""><div>b</div><h3 id="x">c</h3>d</div><p>e</p>'
    assert (
        "".join(text for section in sections(html) for text in section.text) == "<p>a</p><p>e</p>"
    )
    assert "d" in "".join(str(text) for _, _, text in theirs(html))


def tree(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["p", "div", "li", "em", "pre", "section", "span", "figure", "code"])
    attributes = st.sampled_from(["", ' id="x"', ' class="y"'])
    return st.builds(
        lambda tag, attribute, parts: f"<{tag}{attribute}>{''.join(parts)}</{tag}>",
        tags,
        attributes,
        st.lists(inner, max_size=4),
    )


LEFT_OUT = '<aside data-search-exclude=""> <p>z</p><b>z</b></aside>'


HEADINGS = ('<h2 id="x">a <em>b</em></h2>', '<h3 id="y"> </h3>', '<h1 id="z">c</h1>')
texts = st.sampled_from([*HEADINGS, LEFT_OUT, "a", " ", "\n", "b c\nd", "&amp;lt; &gt;", "<br />"])


@given(st.lists(st.recursive(texts, tree, max_leaves=12), max_size=6))
def test_any_page_is_divided_as_material_divides_it(parts: list[str]) -> None:
    html = "".join(parts)
    found = ours(html)
    try:
        expected = theirs(html)
    except ValueError:  # a heading in a paragraph, which no page has, makes Material's stop
        return
    assert found == expected
