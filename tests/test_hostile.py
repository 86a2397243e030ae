"""Bad input: each has a message that an author can act on, and nothing that was good is lost."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.attributes import scan
from generator.build import Built, build
from generator.diagnostics import Diagnostic, Severity
from generator.marks import MAX_ANNOTATIONS
from generator.parse import parse_article
from generator.report import as_text
from generator.settings import Settings
from generator.source import Source
from tests.conftest import Run

HEAD = "---\ntitle: T\ndate: 2025-05-20\n---\n"
ARTICLE = "content/articles/a.md"
GOOD = "content/articles/good.md"


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def built(folder: Path, files: dict[str, str | bytes]) -> Built:
    return build(put(folder, files), Settings())


def errors(found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [one for one in found if one.severity is Severity.ERROR]


class Bad(NamedTuple):
    """An article, and what must be told of it: code, line, column and words that help."""

    text: str | bytes
    code: str
    line: int
    column: int
    words: tuple[str, ...]
    alone: bool = True


def fields(written: str, code: str, column: int, *words: str, line: int = 4) -> Bad:
    return Bad(
        f"---\ntitle: T\ndate: 2025-05-20\n{written}\n---\nText.\n", code, line, column, words
    )


def body(written: str, code: str, line: int, column: int, *words: str, alone: bool = True) -> Bad:
    return Bad(f"{HEAD}{written}\n", code, line + 4, column, words, alone)


FRONT_MATTER = (
    Bad("Text\n", "front-matter-missing", 1, 1, ("no front matter", "Begin the file")),
    Bad("\n---\ntitle: T\n---\n", "front-matter-missing", 1, 1, ("first line",)),
    Bad("", "front-matter-missing", 1, 1, ("empty",)),
    Bad(" \n\t\n", "front-matter-missing", 1, 1, ("empty",)),
    Bad("\ufeff", "front-matter-missing", 1, 1, ("empty",)),
    Bad("---\ntitle: T\n\nText\n", "front-matter-unclosed", 1, 1, ("never closed", "`---`")),
    Bad("---\nhello\n---\n", "field-type", 2, 1, ("`key: value`",)),
    Bad("---\n- a\n---\n", "field-type", 2, 1, ("`key: value`",)),
    Bad("---\ntitle: T\n---\n", "field-missing", 1, 1, ("`date`",)),
    Bad("---\ndate: 2025-05-20\n---\n", "field-missing", 1, 1, ("`title`",)),
    Bad("---\ntitle:\ndate: 2025-05-20\n---\n", "field-type", 2, 1, ("`title` has no value",)),
    Bad('---\ntitle: ""\ndate: 2025-05-20\n---\n', "field-value", 2, 8, ("`title`", "empty")),
    Bad("---\ntitle: [a]\ndate: 2025-05-20\n---\n", "field-type", 2, 8, ("a list, not text",)),
    Bad("---\ntitle: T\ndate: 2025-02-30\n---\n", "date-impossible", 3, 7, ("2025-02-30",)),
    Bad("---\ntitle: T\ndate: 20 May 2025\n---\n", "date-impossible", 3, 7, ("YYYY-MM-DD",)),
    Bad("---\ntitle: T\ndate: 0000-01-01\n---\n", "date-impossible", 3, 7, ("0000-01-01",)),
    Bad("---\ntitle: T\ndate: [2025]\n---\n", "field-type", 3, 7, ("a list, not a date",)),
    fields("updated: 2025-13-01", "date-impossible", 10, "`updated`", "2025-13-01"),
    fields("corrections: [{date: soon, text: t}]", "date-impossible", 22, "soon"),
    fields("topics: diplomacy", "field-type", 9, "`topics` is text, not a list", "[diplomacy]"),
    fields("topics: [[a]]", "field-type", 10, "`topics.1`", "not text"),
    fields("sources: cnn", "field-type", 10, "`sources` is text"),
    fields("sources: {Cnn: {publisher: C}}", "field-value", 11, "Cnn", "lower-case"),
    fields("sources: {cnn: {}}", "field-missing", 16, "`cnn`", "publisher", "title"),
    fields(
        'sources: {c: {title: C, url: "javascript:x"}}', "field-value", 30, "javascript:x", "http"
    ),
    fields("sources: {c: {title: C, text: ../x.txt}}", "field-value", 31, "../x.txt", "sources/"),
    fields("summary: text", "field-type", 10, "`summary` is text, not a list"),
    fields("summary: [text]", "field-type", 11, "`summary.1`"),
    fields("summary: [{evidence: []}]", "field-missing", 11, "`summary.1.text`"),
    fields("summary: [{text: a, evidence: [A B]}]", "field-value", 32, "A B", "is not an id"),
    fields("summary: [{text: a, evidence: [b]}]", "evidence-unknown", 32, "`b`"),
    fields("questions: [{ask: Q}]", "field-missing", 13, "`questions.1.id`"),
    fields(
        "answers: [{question: q, status: open}]",
        "field-value",
        33,
        "open",
        "answered, partly, moot",
    ),
    fields("answers: [{question: q, status: moot}]", "question-unknown", 22, "`q`"),
    fields("answers: [{question: b#q, status: moot}]", "question-unknown", 22, "no article `b`"),
    fields("variants: [{of: a, source: c, text: t}]", "variant-unknown", 17, "`a`"),
    fields("variants: [{of: a, source: c, text: t}]", "source-unknown", 28, "`c`"),
    fields("status: darft", "field-value", 9, "darft", "`draft`"),
    fields("lang: so called", "field-value", 7, "so called", "`en`"),
    fields("formerly: [Old Stem]", "field-value", 12, "Old Stem"),
    fields("story: My Story", "field-value", 8, "My Story", "lower-case"),
    fields("image: a.png", "field-type", 8, "`image` is text"),
    fields("titel: T", "field-unknown", 1, "`titel`", "`title`"),
    fields("summry: []", "field-unknown", 1, "`summry`", "`summary`"),
    fields("sources: {c: {title: C, ulr: T}}", "field-unknown", 25, "`sources.c.ulr`", "`url`"),
    fields("title: Again", "yaml-duplicate", 1, "`title`", "second time"),
    fields("sources: {c: {title: a}, c: {title: b}}", "yaml-duplicate", 26, "`c`"),
    fields("lang: &x en", "yaml-refused", 7, "anchors"),
    fields("lang: *x", "yaml-refused", 7, "aliases"),
    fields("lang: !!python/object:os.system x", "yaml-refused", 7, "tags"),
    fields("<<: {lang: en}", "field-unknown", 1, "`<<`"),
    fields("description: Trump: I may", "yaml-syntax", 19, "`: `", "`description: >-`"),
    fields("description: [I] did", "yaml-syntax", 18, "`[`", "`description: >-`"),
    fields('description: "a," he said', "yaml-syntax", 19, '`"`', "`description: >-`"),
    fields("description: “a” # b", "yaml-comment", 18, "comment", "`description: >-`"),
    fields("description: @x", "yaml-syntax", 14, "`@`", "`description: >-`"),
    fields("topics: [a, b", "yaml-syntax", 9, "`]`"),
    fields("sources: {c: {title: a", "yaml-syntax", 14, "`}`"),
    fields("sources: {c: {title: a: b}}", "yaml-syntax", 23, "quotation marks"),
    fields("sources: {c: {title: a, b}}", "field-type", 25, "`b` has no value", "comma"),
    fields("lang:en", "yaml-syntax", 1, "`lang: en`"),
    fields("sources:\n  c:\n    title: a\n   url: b", "yaml-syntax", 4, "same indent", line=7),
    fields("summary: [{text: a, evidence: b}]", "field-type", 31, "`[b]`"),
    fields("\tdescription: a", "yaml-syntax", 1, "tab"),
    fields("? a : b", "field-type", 3, "not a word"),
    fields('description: "a\\0b"', "field-value", 14, "control character", "U+0000"),
    fields('description: "a\\x1b"', "field-value", 14, "control character", "U+001B"),
    fields("topics: " + "[" * 30 + "]" * 30, "front-matter-limit", 28, "20 deep"),
    fields("topics: " + "[" * 60_000, "front-matter-limit", 28, "20 deep"),
    fields("x" * 70_000, "front-matter-limit", 1, "64 KiB", line=1),
    fields("description: " + "word " * 36, "description-long", 14, "36 words, over 35"),
    fields("questions: [{id: q, ask: A}, {id: q, ask: B}]", "id-duplicate", 35, "`q`"),
    fields("answers:\n- {question: #q, status: moot}", "yaml-syntax", 1, '"#', line=6),
    Bad("---\ntitle: T\n\nText\n\n---\n\nMore\n", "front-matter-unclosed", 1, 1, ("closed",)),
)

ANNOTATIONS = (
    body("[“x”]{.quoet by=K}", "kind-unknown", 1, 7, "`.quoet`", "`.quote`"),
    body("[“x”]{.QUOTE by=K}", "kind-unknown", 1, 7, "`.QUOTE`", "`.quote`"),
    body("[x]{.fakt}", "kind-unknown", 1, 5, "`.fakt`", "`.fact`"),
    body("[x]{.zzz}", "kind-unknown", 1, 5, "`.zzz`", "`.gap`"),
    body("[x]{#a}", "kind-missing", 1, 4, "no kind", "`.quote`"),
    body("[x]{.fact .gap}", "kind-several", 1, 11, "one kind"),
    body("[“x”]{.quote}", "attribute-missing", 1, 6, "speaker", "by="),
    body("[“x”]{.quote bye=K}", "attribute-unknown", 1, 14, "`bye`", "`by`", alone=False),
    body("[“x”]{.quote by=K onclick=x}", "attribute-unknown", 1, 19, "`onclick`", "translated"),
    body("[“x”]{.quote by=K by=L}", "attribute-duplicate", 1, 19, "`by`", "twice"),
    body('[“x”]{.quote by=""}', "attribute-value", 1, 14, "`by` is empty"),
    body("[“x”]{.quote by=K as=L}", "attribute-misplaced", 1, 19, "`as`"),
    body("[“x”]{.quote by=K date=2025-02-30}", "attribute-value", 1, 19, "2025-02-30"),
    body("[“x”]{.quote by=Jane Doe}", "annotation-syntax", 1, 22, 'by="Jane Doe"'),
    body("[“x”]{.quote by=“K”}", "annotation-syntax", 1, 17, 'by="K"'),
    body("[“x”]{.quote by='K'}", "annotation-syntax", 1, 17, 'by="K"'),
    body("[“x”]{.quote by=Müller}", "annotation-syntax", 1, 17, 'by="Müller"'),
    body("[“x”]{.quote, by=K}", "annotation-syntax", 1, 13, "separated by spaces"),
    body("[“x”]{.quote by = K}", "annotation-syntax", 1, 14, "without spaces around `=`"),
    body('[“x”]{.quote by="a\\b"}', "annotation-syntax", 1, 19, "backslash", "twice"),
    body("[“x”]{.quote by=}", "annotation-syntax", 1, 14, "no value"),
    body("[“x”]{.quote by=K", "annotation-unclosed", 1, 6, "never closed", "`}`"),
    body("[“x”]{.quote by=K\n\nto=L}", "annotation-unclosed", 1, 6, "never closed"),
    body('[“x”]{.quote by="K}', "annotation-unclosed", 1, 17, "`by`", "not closed"),
    body('[“x”]{.quote by="a\nb"}', "annotation-unclosed", 1, 17, "on its line"),
    body("[“x”{.quote by=K}", "annotation-stray", 1, 5, "belong to no passage", "`[passage]{"),
    body("“x”]{.quote by=K}", "annotation-bracket", 1, 5, "not balanced"),
    body("[“x [y”]{.quote by=K}", "annotation-bracket", 1, 1, "not closed", "`\\[`"),
    body("[“x ]y”]{.quote by=K}", "annotation-bracket", 1, 9, "not balanced", "`\\]`"),
    body("[“a\n\nb”]{.quote by=K}", "annotation-bracket", 3, 4, "paragraph", "`cont`"),
    body("# [a\n\nb]{.fact}", "annotation-bracket", 3, 3, "paragraph"),
    body("x{.quote by=K}", "annotation-stray", 1, 2, "belong to no passage"),
    body("[“x”]  {.quote by=K}", "annotation-stray", 1, 8, "directly before"),
    body("{.quote by=K}\n\n> x", "annotation-stray", 1, 1, "block quote", "next line"),
    body("[x](https://x.org){.fact}", "annotation-stray", 1, 19, "behind a link", "inside"),
    body("![a [b]{.fact}](https://x.org)", "annotation-stray", 1, 1, "text of an image"),
    body("<div>\n[x]{.fact}\n</div>", "annotation-stray", 1, 1, "HTML", alone=False),
    body("[]{.fact}", "annotation-empty", 1, 2, "no words"),
    body("[x]{.fact #A}", "id-invalid", 1, 11, "`#A`", "lower-case"),
    body("[x]{.fact #a}\n[y]{.fact #a}", "id-duplicate", 2, 4, "`a`", "second time"),
    body("[x]{.fact #a #b}", "attribute-duplicate", 1, 14, "one id"),
    body("[x]{.fact} [x]{.fact}", "id-clash", 1, 13, "`x`", "`#id`"),
    body("[x]{.fact source=cnn}", "source-unknown", 1, 11, "`cnn`", "No source is listed"),
    body("[“x”]{.quote cont=b}", "cont-unknown", 1, 14, "`b`"),
    body("[x]{.fact #f} [“y”]{.quote cont=f}", "cont-unknown", 1, 28, "`f`", "no quotation"),
    body("[“x”]{.quote #a cont=a}", "cont-order", 1, 17, "itself"),
    body("[“x”]{.quote #a cont=b} [“y”]{.quote #b cont=a}", "cont-order", 1, 17, "later"),
    body(
        "[“x”]{.quote #a cont=b}\n[“y”]{.quote #b cont=c}\n[“z”]{.quote #c cont=a}",
        "cont-order", 2, 17, "later", alone=False,
    ),
    body("[“x”]{.quote #a by=K} [“y”]{.quote cont=a by=K}", "attribute-misplaced", 1, 43, "first"),
    body("[x]{.gap}", "attribute-missing", 1, 4, "`asks`", "`ask`"),
    body('[x]{.gap ask="Q?" asks=a}', "attribute-misplaced", 1, 4, "one of"),
    body("[x]{.gap asks=q}", "question-unknown", 1, 10, "`q`"),
    body("[x]{.gap asks=b#q}", "question-unknown", 1, 10, "no article `b`"),
    body("[x]{.quote by=K}", "quote-marks", 1, 2, "quotation mark", "`.said`"),
    body("[“x”]{.said by=K}", "said-marks", 1, 2, "`.quote`"),
    body("<b>x</b>", "raw-html", 1, 1, "not executed", "`\\<`"),
    body("[^1]", "footnote-broken", 1, 1, "`1`", "`[^1]: …`"),
    body("[a](b.md)", "link-broken", 1, 5, "`b.md`"),
    body("[a](#b)", "link-broken", 1, 5, "`#b`"),
    body("[a](../people/zzz.md)", "link-broken", 1, 5, "zzz.md"),
    body("[a](/b)", "link-broken", 1, 5, "relative"),
    body('[“x”]{.quote by="—"}', "name-clash", 1, 14, "—", "record"),
    body("[“x”]{.quote by=a-b} [“y”]{.quote by=A.B}", "name-clash", 1, 35, "`a-b`", "A.B"),
    body("[" * 9 + "x" + "]{.fact}" * 9, "annotation-depth", 1, 12, "8 deep", alone=False),
    body("a\tb [x]{.fact}\tc [y]{.quoet}", "kind-unknown", 1, 22, "`.quoet`"),
    body("[“x”]{quote by=K}", "annotation-syntax", 1, 7, "`.quote`"),
    body("[a [“x”]{.quote by=K} b](https://x.org)", "annotation-stray", 1, 9, "link"),
    body("a\n\n[^1]: b [“x”]{.quote by=K}", "footnote-broken", 3, 1, "`1`", alone=False),
)  # fmt: skip

FILES = (
    Bad(f"{HEAD}caf".encode() + b"\xe9", "file-encoding", 5, 4, ("UTF-8", "0xe9")),
    Bad(
        f"{HEAD}One.\nTwo ".replace("\n", "\r").encode() + b"\xff.\r",
        "file-encoding", 6, 5, ("0xff",),
    ),
    Bad(
        f"{HEAD}\nTwo ".replace("\n", "\r\n").encode() + b"\xff.", "file-encoding", 6, 5, ("0xff",)
    ),
    Bad(HEAD.encode("utf-16"), "file-encoding", 1, 1, ("UTF-16",)),
    Bad(b"\xff\xfe\x00", "file-encoding", 1, 1, ("UTF-16",)),
    Bad(f"{HEAD}a\0b", "file-control", 5, 2, ("U+0000", "Delete")),
    Bad(f"{HEAD}a\n\x07", "file-control", 6, 1, ("U+0007",)),
    Bad(f"{HEAD}a\x9b1m", "file-control", 5, 2, ("U+009B",)),
    Bad(f"{HEAD}a\x0c", "file-control", 5, 2, ("U+000C",)),
    Bad(f"\ufeff{HEAD}[x]{{.quoet}}", "kind-unknown", 5, 5, ("`.quoet`",)),
    Bad(f"{HEAD}\n[x]{{.quoet}}\n".replace("\n", "\r\n"), "kind-unknown", 6, 5, ("`.quoet`",)),
    Bad(f"{HEAD}\n[x]{{.quoet}}\n".replace("\n", "\r"), "kind-unknown", 6, 5, ("`.quoet`",)),
    Bad(f"{HEAD}a\u2028\x85[x]{{.quoet}}", "kind-unknown", 5, 8, ("`.quoet`",)),
    Bad(HEAD + "word " * 2_000_000, "file-too-large", 1, 1, ("10,000,034 bytes",)),
    Bad(HEAD + "word " * 400_001, "file-too-large", 5, 1, ("2,000,000 characters",)),
)  # fmt: skip


@pytest.mark.parametrize("bad", [*FRONT_MATTER, *ANNOTATIONS, *FILES])
def test_what_is_wrong_is_told_where_it_is(bad: Bad, tmp_path: Path) -> None:
    found = built(tmp_path, {ARTICLE: bad.text}).diagnostics
    one = next(
        (
            one
            for one in found
            if one.code.slug == bad.code
            and (one.place.line, one.place.column) == (bad.line, bad.column)
        ),
        None,
    )
    assert one is not None, as_text(found)
    assert one.place.path == ARTICLE
    told = f"{one.message} {one.suggestion}"
    assert all(word in told for word in bad.words), told
    assert "Traceback" not in told
    others = [other for other in errors(found) if other is not one]
    if bad.alone and bad.code not in {"variant-unknown", "source-unknown"}:
        assert others == [], as_text(tuple(others))


@pytest.mark.parametrize(
    "path, code, words",
    [
        ("content/articles/Bad Name.md", "file-name", ("`Bad Name`", "`bad-name.md`")),
        ("content/articles/UPPER.md", "file-name", ("`upper.md`",)),
        ("content/articles/a_b.md", "file-name", ("`a-b.md`",)),
        ("content/articles/-.md", "file-name", ("lower-case",)),
        ("content/articles/é.md", "file-name", ("`é`",)),
        ("content/people/K L.md", "file-name", ("`k-l.md`",)),
        ("content/stories/Big_One.md", "file-name", ("`big-one.md`",)),
        ("content/articles/deep/er/good.md", "file-duplicate", ("`good`", "unique")),
        ("content/archive/index.md", "file-collision", ("archive/index.md", "rename")),
        ("content/briefings/good.md", "file-collision", ("content/articles/good.md",)),
    ],
)
def test_a_name_that_cannot_be_is_told(
    path: str, code: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    found = errors(built(tmp_path, {GOOD: HEAD, path: HEAD}).diagnostics)
    assert [(one.code.slug, one.place.path, one.place.line) for one in found] == [(code, path, 1)]
    assert all(word in f"{found[0].message} {found[0].suggestion}" for word in words)


@pytest.mark.parametrize(
    "text, line, word",
    [
        (f"{HEAD}[“x”]{{.quote by=Index}}", 5, "index"),
        (HEAD.replace("title: T", "title: T\ntopics: [Index]"), 3, "index"),
        (HEAD.replace("title: T", "title: T\nstory: index"), 3, "index"),
        (HEAD.replace("title: T", 'title: T\ntopics: ["!"]'), 3, "!"),
        (HEAD.replace("title: T", "title: T\nformerly: [good]"), 3, "good"),
    ],
)
def test_a_name_whose_address_is_taken_is_told(
    text: str, line: int, word: str, tmp_path: Path
) -> None:
    found = errors(built(tmp_path, {ARTICLE: text, GOOD: HEAD}).diagnostics)
    assert [(one.place.path, one.place.line) for one in found] == [(ARTICLE, line)]
    assert word in found[0].message.lower()


def fifo(path: Path) -> None:
    os.mkfifo(path)


def leading_out(path: Path) -> None:
    outside = path.parents[2] / "outside"
    (outside / "inner").mkdir(parents=True, exist_ok=True)
    (outside / "inner" / "secret.md").write_text("secretmarker")
    path.symlink_to(outside / "inner" / "secret.md" if path.suffix else outside)


def looping(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("/there/is/no/such/file")


def to_all(path: Path) -> None:
    path.symlink_to("/")


def inside(path: Path) -> None:
    path.symlink_to(".")


@pytest.mark.parametrize(
    "path, make, code, words",
    [
        ("articles/x.md", fifo, "file-unreadable", "pipe"),
        ("x.md", fifo, "file-unreadable", "pipe"),
        ("pipe", fifo, "file-unreadable", "pipe"),
        ("articles/x.md", leading_out, "file-link", "out of the content folder"),
        ("page.md", leading_out, "file-link", "out of the content folder"),
        ("articles/folder", leading_out, "file-link", "out of the content folder"),
        ("articles/everything", to_all, "file-link", "out of the content folder"),
        ("articles/x.md", dangling, "file-link", "out of the content folder"),
        ("articles/x.md", looping, "file-unreadable", "symbolic links"),
        ("x.png", looping, "file-unreadable", "symbolic links"),
        ("articles/again", inside, "file-link", "not followed"),
    ],
)
def test_what_is_no_file_is_told_and_never_published(  # noqa: PLR0917 - a table and fixtures
    path: str,
    make: Callable[[Path], None],
    code: str,
    words: str,
    tmp_path: Path,
    run_briefing: Run,
) -> None:
    put(tmp_path, {GOOD: HEAD, "mkdocs.yml": "site_name: S\n"})
    make(tmp_path / "content" / path)
    done = build(tmp_path, Settings())
    assert [(one.code.slug, one.place.path) for one in errors(done.diagnostics)] == [
        (code, f"content/{path}")
    ]
    assert words in errors(done.diagnostics)[0].message
    assert path in done.left_out
    assert not any("secretmarker" in page.markdown for page in done.pages)
    assert run_briefing("build", cwd=tmp_path).code == 1
    assert not (tmp_path / "site").exists()


def test_a_folder_with_the_name_of_an_article_is_a_folder(tmp_path: Path) -> None:
    done = built(tmp_path, {"content/articles/x.md/good.md": HEAD})
    assert not done.has_errors
    assert "briefings/good.md" in [page.path for page in done.pages]


@pytest.mark.parametrize(
    "name",
    ["d.md~", "d.md.bak", "d.md.save", "d.md.1", "#d.md#", "d.md.bak2", "d.markdown.old"],
)
@pytest.mark.parametrize("folder", ["articles", "people", "stories", "other"])
def test_copies_of_editors_are_never_published(name: str, folder: str, tmp_path: Path) -> None:
    path = f"{folder}/{name}"
    done = built(tmp_path, {GOOD: HEAD, f"content/{path}": "draftmarker"})
    assert not done.has_errors
    assert path in done.left_out
    assert done.articles == 1


@pytest.mark.parametrize("end", [".mkd", ".mdown", ".mkdn", ".mdwn", ".mdx", ".md.txt"])
@pytest.mark.parametrize("folder", ["articles", "people", "stories"])
def test_what_is_nearly_an_article_or_a_record_is_told_and_not_published(
    end: str, folder: str, tmp_path: Path
) -> None:
    path = f"{folder}/d{end}"
    done = built(tmp_path, {GOOD: HEAD, f"content/{path}": "draftmarker"})
    assert [d.place.path for d in done.diagnostics if d.code.slug == "file-misplaced"] == [
        f"content/{path}"
    ]
    assert path in done.left_out


@pytest.mark.parametrize("end", [".mkd", ".mdown", ".mkdn"])
def test_elsewhere_every_ending_that_mkdocs_knows_is_an_ordinary_page(
    end: str, tmp_path: Path
) -> None:
    done = built(tmp_path, {GOOD: HEAD, f"content/d{end}": "[a](articles/good.md)"})
    assert not done.has_errors
    assert f"d{end}" not in done.left_out
    assert done.links[f"d{end}"] == {"articles/good.md": "briefings/good.md"}


@pytest.mark.parametrize(
    "target",
    ["articles/d.md", "articles/d.md.bak", "articles/#d.md#", "articles/d.mkd", "people/d.mdx"],
)
@pytest.mark.parametrize("name", ["next.md", "next.txt", "articles/README.md"])
def test_a_link_never_publishes_what_its_target_would_not(
    target: str, name: str, tmp_path: Path
) -> None:
    put(tmp_path, {GOOD: HEAD, f"content/{target}": HEAD})
    link = tmp_path / "content" / name
    link.symlink_to(tmp_path / "content" / target)
    done = build(tmp_path, Settings())
    assert [(d.code.slug, d.place.path) for d in errors(done.diagnostics)] == [
        ("file-link", f"content/{name}")
    ]
    assert name in done.left_out


@pytest.mark.parametrize("include", ['"mine/part.md.jinja"', '"mine/" ~ "part" ~ ".md.jinja"'])
def test_a_template_is_unused_though_another_names_its_includes_while_rendering(
    include: str, tmp_path: Path
) -> None:
    pages = "site_templates/pages"
    done = built(
        tmp_path,
        {
            GOOD: HEAD,
            f"{pages}/briefing.md.jinja": f"# {{{{ title }}}}\n\n{{% include {include} %}}\n",
            f"{pages}/mine/part.md.jinja": "Mine.\n",
            f"{pages}/storry.md.jinja": "x\n",
        },
    )
    found = [d for d in done.diagnostics if d.code.slug == "template-unused"]
    assert [(d.place.path, d.suggestion) for d in found] == [
        (f"{pages}/storry.md.jinja", "Did you mean `story.md.jinja`?")
    ]


@pytest.mark.parametrize(
    "line",
    ["{{ 1 // 0 }}", "{{ nothing }}", '{{ t("nothing") }}', '{% include "nothing" %}', "{% for %}"],
)
def test_what_fails_in_an_owners_template_is_shown_with_its_line(line: str, tmp_path: Path) -> None:
    part = "site_templates/pages/parts/meta.md.jinja"  # the package has another text of that name
    done = built(tmp_path, {GOOD: HEAD, part: f"one\ntwo\n{line}\n"})
    (place,) = [d.place for d in done.diagnostics if d.code.slug == "template-invalid"]
    assert (place.path, place.line, place.text) == (part, 3, line)


@pytest.mark.parametrize(
    "text, title",
    [
        ("---\ntitle: 'Our site'\n---\n# Another\n", "Our site"),
        ("# Our *site* #\n", "Our site"),
        ("---\nhide: [toc]\n---\n# Our site\n\ntitle: no\n\n---\n", "Our site"),
    ],
)
def test_an_authors_home_page_has_its_own_title(text: str, title: str, tmp_path: Path) -> None:
    done = built(tmp_path, {GOOD: HEAD, "content/index.md": f"{text}\n<!-- briefings -->\n"})
    assert [page.title for page in done.pages if page.path == "index.md"] == [title]


def test_a_link_inside_content_is_an_article_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, {GOOD: HEAD})
    (tmp_path / "content/articles/other.md").symlink_to("good.md")
    done = build(tmp_path, Settings())
    assert not done.has_errors
    assert {"briefings/good.md", "briefings/other.md"} <= {page.path for page in done.pages}


def test_what_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {GOOD: HEAD, ARTICLE: HEAD, "content/closed/x.md": "x"})
    read, scan_folder = Path.read_bytes, os.scandir

    def read_bytes(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    def scandir(path: Path | str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan_folder(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "scandir", scandir)
    found = errors(build(tmp_path, Settings()).diagnostics)
    assert [(one.code.slug, one.place.path) for one in found] == [
        ("file-unreadable", ARTICLE),
        ("file-unreadable", "content/closed"),
    ]
    assert all("Permission denied" in one.message for one in found)


# Much of one thing. A limit of time here only ends a run that would never end.

MANY = 100_000
UNITS = (
    *("[", "{", "`", "*", "_", "<!--", "<", ">", "> ", "- ", "1. ", "](", "![", "[]", "[^", "{."),
    *("{.quote ", "[a]{", "[a]{.", "[{.quote ", "]{.fact}", "[x]{.quote", "**a ", "*a_ ", "` `` "),
    *("<a ", "<?", "<![CDATA[", "&#", "\\", "| ", "[a](<", "[a](b ", "[a][", "[^1]: ", "\t", "{a="),
    *("a|b\n|-|-|\n", "# a\n", "a\n---\n", "[a]: b\n", "\n", "  \n", "<b> ", '{a="', "{#a .fact"),
)


class Steps:
    """Counts how often the attributes of an annotation are scanned, and over how much text."""

    def __init__(self) -> None:
        self.calls = 0


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_much_of_one_thing_ends(unit: str) -> None:
    text = HEAD + unit * (MANY // len(unit))
    article, found = parse_article(Source(ARTICLE, text), "a")
    assert article is not None
    assert len(found) <= MANY


@pytest.mark.parametrize("unit", ["[x]{.quote ", "{.quote ", '[x]{a="', "[a {.fact ", "]{.fact}"])
def test_attributes_are_scanned_about_once_each(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import annotations

    steps = Steps()

    def counted(text: str, start: int, limit: int) -> object:
        steps.calls += 1
        return scan(text, start, limit)

    monkeypatch.setattr(annotations, "scan", counted)
    counts = []
    for number in (200, 400):
        steps.calls = 0
        parse_article(Source(ARTICLE, HEAD + unit * number), "a")
        counts.append(steps.calls)
    assert counts[1] <= 2 * counts[0] + 10


@pytest.mark.slow
@pytest.mark.parametrize("number", [10_000, MAX_ANNOTATIONS])
def test_many_annotations_are_all_read(number: int) -> None:
    text = HEAD + "".join(f"[passage {n} here]{{.fact}}\n\n" for n in range(number))
    article, found = parse_article(Source(ARTICLE, text), "a")
    assert article is not None
    assert len(article.body.annotations) == number
    assert found == ()


@pytest.mark.slow
def test_too_many_annotations_are_one_message() -> None:
    text = HEAD + "[x]{.fact}\n\n" * (MAX_ANNOTATIONS + 1)
    _, found = parse_article(Source(ARTICLE, text), "a")
    told = [one for one in found if one.code.slug == "annotation-limit"]
    assert [(one.place.line, one.place.column) for one in told] == [(5, 4)]
    assert "20,000" in told[0].message
    assert len(found) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "> " * 500 + "[“x”]{.quote by=K}",
        "- " * 500 + "[“x”]{.quote by=K}",
        "".join("  " * n + "- a\n" for n in range(100)),
        "[" * 500 + "x" + "]" * 500 + "{.fact}",
        "*" * 500 + "x" + "*" * 500,
        "![" * 300 + "x" + "](y.png)" * 300,
        "{.quote by=K}\n" + "> " * 300 + "a",
        "(" * 500 + ")" * 500,
        "[a](" + "(" * 200 + ")" * 200 + ")",
    ],
)
def test_deep_nesting_is_no_failure(text: str, tmp_path: Path) -> None:
    done = built(tmp_path, {ARTICLE: HEAD + text + "\n"})
    assert done.pages


# Nothing that was good is lost.


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from generator.export import export
    from generator.project import read_project
    from generator.site import build_site
    from generator.write import write_pages

    folder = put(tmp_path_factory.mktemp("good"), {GOOD: HEAD, "mkdocs.yml": "site_name: S\n"})
    _, done = build_site(read_project(folder))
    write_pages(done.pages, done.links, folder / "build" / "pages")
    export(read_project(folder), done, folder / "out")
    return folder


@pytest.mark.parametrize(
    "bad",
    [
        FRONT_MATTER[0],
        FRONT_MATTER[5],
        ANNOTATIONS[0],
        FILES[0],
        FILES[3],
        FILES[11],
        fields("topics: " + "[" * 60_000, "front-matter-limit", 28),
        fields("summary: [{text: a, evidence: [b]}]", "evidence-unknown", 32),
    ],
)
def test_bad_content_leaves_the_last_good_site_and_pages(
    bad: Bad, good_site: Path, run_briefing: Run
) -> None:
    before = {name: tree(good_site / name) for name in ("site", "build", "out")}
    put(good_site, {ARTICLE: bad.text})
    try:
        for command in (["check"], ["build"], ["pages", "--out", "out"]):
            done = run_briefing(*command, cwd=good_site)
            assert done.code == 1
            told = done.stdout + done.stderr
            assert f"{ARTICLE}:{bad.line}:" in told
            assert f"error[{bad.code}]" in told
            assert "Traceback" not in told
        assert {name: tree(good_site / name) for name in before} == before
    finally:
        (good_site / ARTICLE).unlink()


def test_everything_wrong_is_told_in_one_run(tmp_path: Path) -> None:
    bad = [*FRONT_MATTER, *ANNOTATIONS, *FILES]
    files: dict[str, str | bytes] = {
        f"content/articles/a{number}.md": one.text for number, one in enumerate(bad)
    }
    found = built(tmp_path, files).diagnostics
    told = {(one.place.path, one.code.slug) for one in found}
    wanted = {(f"content/articles/a{number}.md", one.code) for number, one in enumerate(bad)}
    assert wanted <= told
