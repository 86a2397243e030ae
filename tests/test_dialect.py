"""Generated stretches in Python-Markdown: their elements arrive as they are."""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from generator import dialect
from generator.commonmark import seal
from generator.dialect import StretchError

MARK = "0123456789abcdef"


@pytest.fixture
def as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches hold XHTML, so that a test says itself what CommonMark would give."""
    monkeypatch.setattr(dialect, "render_stretch", lambda text: text)


def stretch(xhtml: str) -> str:
    return f"<!-- briefing {MARK} -->\n{xhtml}\n<!-- /briefing {MARK} -->"


def markdown(*extensions: str, **configs: dict[str, object]) -> Markdown:
    return Markdown(
        extensions=["toc", "tables", "fenced_code", "attr_list", *extensions, "briefing"],
        extension_configs=configs,
    )


def html(text: str, *extensions: str) -> str:
    return markdown(*extensions).convert(text)


@pytest.mark.usefixtures("as_it_is")
@pytest.mark.parametrize(
    "xhtml",
    [
        "<p>AT&amp;T &amp;copy; &amp;#65; &amp;amp; 1 &lt; 2</p>",
        '<p title="a &amp;copy; b">x</p>',
        "<p>*no* _emphasis_ `here` \\* [x](y) {#id} ![i](j)</p>",
        "<pre><code>\n  two\n\ttab\n\n\n  end\n</code></pre>",
        '<p><a href="#x"></a><span></span></p>\n<p></p>',
        "<p>one<br />two</p>",
        "<details><summary>More</summary><p>text</p></details>",
        "<ul><li>a</li><li><p>b</p></li></ul>",
        "<p>klzzwxh:0000 wzxhzdk:0 briefing0123456789abcdefx0</p>",
    ],
)
def test_elements_arrive_unchanged(xhtml: str) -> None:
    assert html(stretch(xhtml)) == xhtml


@pytest.mark.usefixtures("as_it_is")
@pytest.mark.parametrize(
    "extension",
    ["smarty", "abbr", "footnotes", "nl2br", "sane_lists", "wikilinks", "codehilite", "md_in_html"],
)
def test_other_extensions_leave_a_stretch_alone(extension: str) -> None:
    xhtml = '<p>"quoted" -- it\'s [[Page]] ABC[^1]\nnext &amp; <code>a--b</code></p>'
    text = f'Before "x"\n\n*[ABC]: expanded\n\n{stretch(xhtml)}\n\n[^1]: note\n\nafter'
    assert '<p>"quoted" -- it\'s [[Page]] ABC[^1]\nnext &amp; <code>a--b</code></p>' in html(
        text, extension
    )


@pytest.mark.usefixtures("as_it_is")
def test_a_stretch_may_stand_in_an_ordinary_page() -> None:
    text = f"# Home\n- *one*\n{stretch('<p>*two*</p>')}\n- *three*"
    assert html(text) == (
        '<h1 id="home">Home</h1>\n<ul>\n<li><em>one</em></li>\n</ul>\n<p>*two*</p>\n'
        "<ul>\n<li><em>three</em></li>\n</ul>"
    )


@pytest.mark.usefixtures("as_it_is")
def test_several_stretches_keep_their_places() -> None:
    text = f"{stretch('<p>1</p><p>2</p>')}\nmiddle\n{stretch('<p>3</p>')}\n"
    assert [line for line in html(text).split("\n") if line] == [
        "<p>1</p><p>2</p>",
        "<p>middle</p>",
        "<p>3</p>",
    ]


@pytest.mark.usefixtures("as_it_is")
@pytest.mark.parametrize(
    "text",
    [
        f"<!-- briefing {MARK} -->\n\n*x*",
        f"*x*\n\n<!-- /briefing {MARK} -->",
        f"<!-- briefing {MARK} -->\n\n*x*\n\n<!-- /briefing 0000000000000000 -->",
        f"<!-- /briefing {MARK} -->\n\n*x*\n\n<!-- briefing {MARK} -->",
        f"<!-- briefing {MARK[:-1]} -->\n\n*x*\n\n<!-- /briefing {MARK[:-1]} -->",
        f"see <!-- briefing {MARK} -->\n\n*x*\n\n<!-- /briefing {MARK} -->",
    ],
)
def test_a_stretch_that_is_not_whole_is_ordinary_text(text: str) -> None:
    assert "<em>x</em>" in html(text)


@pytest.mark.usefixtures("as_it_is")
def test_one_converter_forgets_the_page_before() -> None:
    converter = markdown()
    assert converter.convert(stretch("<p>one</p>")) == "<p>one</p>"
    assert converter.reset().convert("two") == "<p>two</p>"


@pytest.mark.usefixtures("as_it_is")
def test_headings_are_in_the_table_of_contents_unless_they_say_no() -> None:
    converter = markdown()
    result = converter.convert(
        stretch(
            '<h2 id="a">A &amp;copy; B</h2><h3 data-toc="no" id="card">Card</h3>'
            '<h3 data-toc="yes" id="c">C</h3>'
        )
    )
    assert '<h3 id="card">Card</h3>' in result
    assert '<h3 id="c">C</h3>' in result
    (top,) = converter.toc_tokens  # type: ignore[attr-defined]
    assert top["name"] == "A &amp;copy; B"
    assert [child["id"] for child in top["children"]] == ["c"]


@pytest.mark.usefixtures("as_it_is")
def test_an_id_of_a_heading_that_is_left_out_is_not_given_to_another() -> None:
    result = html(stretch('<h3 data-toc="no" id="home">x</h3>') + "\n\n# Home")
    assert '<h1 id="home_1">Home</h1>' in result


@pytest.mark.usefixtures("as_it_is")
@pytest.mark.parametrize("element", ["p", "li", "td", "em", "div", "code"])
def test_the_mark_of_a_table_of_contents_is_text_in_a_stretch(element: str) -> None:
    result = html("# T\n\n" + stretch(f"<{element}> [TOC]\n</{element}>"))
    assert 'class="toc"' not in result
    assert f"<{element}> [TOC]\n</{element}>" in result


@pytest.mark.usefixtures("as_it_is")
def test_another_mark_of_a_table_of_contents_is_text_too() -> None:
    result = markdown(toc={"marker": "$toc$"}).convert(f"# T\n\n{stretch('<p>$toc$</p>')}")
    assert 'class="toc"' not in result
    assert "<p>$toc$</p>" in result
    assert html("# T\n\n" + stretch('<p><a href="x">[TOC]</a></p>')).endswith("[TOC]</a></p>")
    assert 'class="toc"' in html(f"# T\n\n[TOC]\n\n{stretch('<p>x</p>')}")


def test_without_a_table_of_contents_stretches_work_too() -> None:
    assert Markdown(extensions=["briefing"]).convert(seal("*[TOC]*")) == "<p><em>[TOC]</em></p>"


@pytest.mark.usefixtures("as_it_is")
def test_breaks_in_attributes_are_kept() -> None:
    result = html(stretch('<p class="x"\n id="y">"a="\n<img alt="one\ntwo\tthree" src="u"/></p>'))
    assert 'alt="one\ntwo\tthree"' in result
    assert '<p class="x" id="y">"a="\n<img' in result


@pytest.mark.usefixtures("as_it_is")
def test_named_characters_of_html_may_be_written_in_templates() -> None:
    assert html(stretch("<p>a&nbsp;b &mdash; &nosuch1;</p>").replace("&nosuch1;", "")) == (
        "<p>a\u00a0b \u2014 </p>"
    )


@pytest.mark.usefixtures("as_it_is")
def test_characters_that_xml_forbids_and_that_python_markdown_reserves_are_left_out() -> None:
    assert html(stretch("<p>a\x02amp\x03b\x00\x0b\ufffe\udc80c</p>")) == "<p>aampbc</p>"


class _LikeMkDocs(Treeprocessor):
    """MkDocs' pass over links: every link and image has an address, and gets another, once."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if name := {"a": "href", "img": "src"}.get(element.tag):
                address = element.get(name)
                assert address is not None
                element.set(name, f"new-{address}")


@pytest.mark.usefixtures("as_it_is")
def test_a_link_without_an_address_does_not_stop_mkdocs() -> None:
    converter = markdown()
    converter.treeprocessors.register(_LikeMkDocs(converter), "like-mkdocs", 0)
    assert converter.convert(stretch('<p><a id="x">y</a> <img alt="z" /></p>')) == (
        '<p><a id="x">y</a> <img alt="z" /></p>'
    )


@pytest.mark.usefixtures("as_it_is")
def test_each_link_and_picture_gets_its_new_address_once() -> None:
    converter = markdown(toc={"permalink": True})
    converter.treeprocessors.register(_LikeMkDocs(converter), "like-mkdocs", 0)
    result = converter.convert(
        stretch(
            '<h2><a href="1">x</a></h2><div><p><a href="2"><img src="3" /></a></p></div>'
            '<h3 data-toc="no" id="c"><a href="4">y</a></h3><pre><a href="5">z</a></pre>'
        )
    )
    addresses = re.findall('(?:href|src)="(.*?)"', result)
    assert addresses == ["new-1", "new-#x", "new-2", "new-3", "new-4", "new-5"]


@pytest.mark.usefixtures("as_it_is")
def test_an_inline_picture_may_say_its_namespace() -> None:
    xhtml = '<p><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg></p>'
    assert html(stretch(xhtml)) == '<p><svg><path d="M0 0"></path></svg></p>'


@pytest.mark.usefixtures("as_it_is")
def test_text_beside_the_elements_is_not_lost() -> None:
    assert "one\n<p>2</p>\nthree" in html(stretch("one\n<p>2</p>\nthree"))
    assert "four" in html(f"before\n\n{stretch('four')}")


@pytest.mark.usefixtures("as_it_is")
@pytest.mark.parametrize(
    "xhtml, line, excerpt",
    [
        ("<p>one</p>\n<p>two<em></p>\n", "line 2", "<p>two<em></p>"),
        ("<p>a & b</p>", "line 1", "a & b"),
        ("<p>\n</p></div>", "line 2", "</p></div>"),
        ("<p>never closed", "line 1 of the stretch, near column 18", "closed"),
    ],
)
def test_what_is_not_well_formed_is_told_with_its_line(xhtml: str, line: str, excerpt: str) -> None:
    with pytest.raises(StretchError) as error:
        html(stretch(xhtml))
    assert line in str(error.value)
    assert excerpt in str(error.value)


@pytest.mark.usefixtures("as_it_is")
def test_a_stretch_inside_a_block_is_told() -> None:
    inside = "\n".join(f"> {line}" for line in stretch("<p>x</p>").split("\n"))
    assert "&lt;p&gt;" in html(inside) or "<p>x</p>" in html(inside)  # ordinary text
    with pytest.raises(StretchError, match="inside another block"):
        html(f"```\n{stretch('<p>x</p>')}\n```")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])))
def test_any_text_in_a_code_block_reaches_the_reader(text: str) -> None:
    reader = _Text()
    lines = "".join(f"    {line}\n" for line in ["x", *text.splitlines(), "y"])
    reader.feed(html(seal(lines), "smarty"))
    reader.close()
    assert "".join(reader.parts).strip("\n") == "\n".join(["x", *text.splitlines(), "y"])


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a <!-- secret --> b", "<p>a  b</p>"),
        ("<!-- secret\n\nand more -->\n\nb", "<p>b</p>"),
        ("`<!-- code -->`", "<p><code>&lt;!-- code --&gt;</code></p>"),
        ("<script>a = '<!-- kept -->'</script>", "<script>a = '<!-- kept -->'</script>"),
        ("[a](briefing:none) *b*", '<p><span class="b-broken">a</span> <em>b</em></p>'),
        ("![a](briefing:none)", '<p><span class="b-broken">a</span></p>'),
    ],
)
def test_comments_and_links_to_nothing_do_not_reach_a_reader(text: str, expected: str) -> None:
    assert html(text).strip() == expected
