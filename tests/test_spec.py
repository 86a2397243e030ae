"""The specification of the article format, run: every example means what it says it means.

Law 8 is here too: each code of the catalogue has an example that fails with it and, in the
same section, one beside it that is in order.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.diagnostics import Code
from tests.conftest import ROOT
from tests.spec.examples import FENCE, HERE, WAYS, Example, examples, frame, read_examples, text_of
from tests.spec.meaning import FINE, SHOWN, Outcome

ELSEWHERE: dict[Code, tuple[str, str]] = {
    Code.PAGE_EDITED: (
        "test_write.py::test_a_file_changed_by_hand_is_kept_and_reported_until_it_is_deleted",
        "test_write.py::test_what_did_not_change_is_not_written",
    ),
    Code.OUTPUT_REFUSED: (
        "test_write.py::test_a_folder_that_is_not_ours_is_refused",
        "test_write.py::test_an_empty_folder_is_taken",
    ),
}
"""Codes that no content can show: the tests that see them, and those that see nothing wrong."""

EXAMPLES = examples()
every_example = pytest.mark.parametrize("example", EXAMPLES, ids=[e.name for e in EXAMPLES])
_FOUND = re.compile(r"(?:.+:)?\d+:\d+ (?P<severity>error|warning) (?P<slug>[a-z-]+)(?: “.+”)?")


def slugs(example: Example) -> set[str]:
    return {found["slug"] for line in example.expected if (found := _FOUND.fullmatch(line))}


@every_example
def test_an_example_means_what_it_says(example: Example, tmp_path: Path) -> None:
    example.write(tmp_path)
    assert Outcome(example, tmp_path).meaning() == example.expected


@every_example
def test_an_example_is_written_as_the_readme_says(example: Example) -> None:
    assert set(example.words) <= {*WAYS, *SHOWN}
    assert set(example.words.get("mends", ())) <= {code.slug for code in Code}
    assert slugs(example) <= {code.slug for code in Code}
    assert example.expected
    assert FINE not in example.expected or example.expected == [FINE]


@cache
def failing() -> dict[str, list[Example]]:
    return {code.slug: [e for e in EXAMPLES if code.slug in slugs(e)] for code in Code}


@pytest.mark.parametrize("code", Code, ids=[code.slug for code in Code])
def test_each_code_has_an_example_that_fails_and_one_beside_it_that_does_not(code: Code) -> None:
    if code in ELSEWHERE:
        for where in ELSEWHERE[code]:
            file, _, name = where.partition("::")
            assert name in names_of_tests(ROOT / "tests" / file), f"there is no test {where}"
        assert not failing()[code.slug], "an example shows it: the table need not name it"
        return
    mending = [e for e in EXAMPLES if code.slug in e.words.get("mends", ())]
    assert failing()[code.slug], f"no example fails with {code.slug}"
    beside = [
        (bad.name, good.name)
        for bad in failing()[code.slug]
        for good in mending
        if (bad.file, bad.section) == (good.file, good.section) and not slugs(good)
    ]
    assert beside, f"no example beside one that fails with {code.slug} is in order (`mends=…`)"


@cache
def names_of_tests(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_severities_in_the_text_are_those_of_the_catalogue() -> None:
    severities = {code.slug: code.severity.value for code in Code}
    lines = [line for example in EXAMPLES for line in example.expected]
    for found in filter(None, map(_FOUND.fullmatch, lines)):
        assert severities[found["slug"]] == found["severity"], found[0]


def test_the_readme_lists_every_file_and_every_word() -> None:
    readme = text_of("README.md")
    for path in sorted(HERE.glob("*.md")):
        assert path.name == "README.md" or f"({path.name})" in readme
    for word in (*WAYS, *SHOWN):
        assert f"| `{word}" in readme


def test_the_catalogue_lists_every_code_with_its_severity() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (\w+) \| (.+) \|$", text_of("diagnostics.md"), re.MULTILINE
    )
    assert rows == [(code.slug, code.severity.value, code.meaning) for code in Code]


def links() -> Iterator[tuple[str, str]]:
    for path in sorted(HERE.glob("*.md")):
        text = re.sub(
            rf"^{FENCE} .*?^{FENCE}$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
        )
        text = re.sub(r"(?ms)^(`{3,}).*?^\1$|`[^`\n]+`", "", text)
        yield from ((path.name, target) for target in re.findall(r"\]\(([^)\s]+)\)", text))


@pytest.mark.parametrize("file, target", sorted(set(links())))
def test_a_link_in_the_specification_leads_somewhere(file: str, target: str) -> None:
    path, _, anchor = target.partition("#")
    text = text_of(path or file)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    known = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert not anchor or anchor in known


def read(text: str) -> list[Example]:
    return list(read_examples("x.md", text))


def test_examples_are_read_with_their_lines_sections_and_files() -> None:
    text = f"# A\n\n## B\n\n{FENCE} example body mends=a,b html\nx\n-- y --\nz\n.\nm\n{FENCE}\n"
    (example,) = read(text)
    assert (example.name, example.section) == ("x.md:5", "B")
    assert example.words == {"body": (), "mends": ("a", "b"), "html": ()}
    assert [(part.path, part.text) for part in example.parts()] == [
        ("content/articles/2025-05-20-example.md", "x\n"),
        ("y", "z\n"),
    ]
    assert example.expected == ["m"]


@pytest.mark.parametrize(
    "text",
    [
        f"{FENCE} example\nx\n.\ny\n",
        f"{FENCE} example\nx\n{FENCE}\n",
        f"{FENCE} example\nx\n{FENCE}\n{FENCE} example\nx\n.\ny\n{FENCE}\n",
        f"{FENCE}\nx\n.\ny\n{FENCE}\n",
    ],
)
def test_an_example_that_is_not_whole_is_not_passed_over(text: str) -> None:
    with pytest.raises(ValueError, match=r"x\.md:1"):
        read(text)


def test_what_differs_is_seen(tmp_path: Path) -> None:
    text = f"{FENCE} example body annotations\n[A.]{{#a .fact}} [B.]{{.fac}}\n.\nfine\n{FENCE}\n"
    (example,) = read(text)
    example.write(tmp_path)
    outcome = Outcome(example, tmp_path)
    assert outcome.meaning() == ["fact a | A.", "1:21 error kind-unknown"]


@pytest.mark.parametrize(
    "quoted, seen", [("mean `.fact`", True), ("mean `.quote`", False), ("is no kind `.fac`", True)]
)
def test_words_of_a_diagnostic_are_compared_if_an_example_gives_them(
    quoted: str, seen: bool, tmp_path: Path
) -> None:
    line = f"1:6 error kind-unknown “{quoted}”"
    (example,) = read(f"{FENCE} example body\n[B.]{{.fac}}\n.\n{line}\n{FENCE}\n")
    example.write(tmp_path)
    assert ([line] == Outcome(example, tmp_path).meaning()) is seen


def test_the_article_around_a_body_is_in_order(tmp_path: Path) -> None:
    (example,) = read(f"{FENCE} example body\nText.\n.\nfine\n{FENCE}\n")
    example.write(tmp_path)
    assert frame().startswith("---\ntitle: ")
    assert Outcome(example, tmp_path).meaning() == [FINE]
