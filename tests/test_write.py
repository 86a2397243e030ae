"""Pages on disk: only what changed is written, only what is ours is removed."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import write
from generator.diagnostics import Code
from generator.model import Page
from generator.redirect import redirect_file, redirect_html
from generator.staging import locked
from generator.write import MANIFEST, page_files, with_front_matter, write_files, write_pages


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def own(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(folder).items() if path != MANIFEST}


def front_matter(text: str) -> object:
    return yaml.safe_load(text.split("---\n")[1])


def test_a_page_has_its_title_and_description_as_html() -> None:
    page = Page("a.md", "# Body\n", 'A </title><script> & "B"', "one: *two* # three")
    assert front_matter(with_front_matter(page)) == {
        "title": "A &lt;/title&gt;&lt;script&gt; &amp; &quot;B&quot;",
        "description": "one: *two* # three",
    }
    assert with_front_matter(page).endswith("---\n\n# Body\n")


def test_an_authors_own_front_matter_is_not_doubled() -> None:
    page = Page("index.md", "---\nhide: [toc]\n---\n\n# Home\n", "Home")
    assert with_front_matter(page) == page.markdown


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_title_is_read_back_by_yaml(title: str) -> None:
    from html import unescape

    text = with_front_matter(Page("a.md", "", title))
    read = yaml.safe_load(text.split("\n")[1])["title"]
    assert read.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace(
        "&quot;", '"'
    ).replace("&#x27;", "'") == title or unescape(read) == unescape(unescape(title))
    assert "\n" not in text.split("\n")[1]
    assert not {"<", ">"} & set(read)


def test_what_is_written_is_what_was_given(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    copied = tmp_path / "copied.bin"
    copied.write_bytes(b"\x00\xff")
    assert write_files({"a.md": b"A", "b/c/d.md": b"D", "e.bin": copied}, out) == ()
    assert own(out) == {"a.md": b"A", "b/c/d.md": b"D", "e.bin": b"\x00\xff"}


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files({"a.md": b"A", "b.md": b"B"}, out)
    for path in out.iterdir():
        os.utime(path, (1, 1))
    assert write_files({"a.md": b"A", "b.md": b"new"}, out) == ()
    assert (out / "a.md").stat().st_mtime == 1
    assert (out / "b.md").read_bytes() == b"new"
    for path in out.iterdir():
        os.utime(path, (1, 1))
    write_files({"a.md": b"A", "b.md": b"new"}, out)
    assert {path.stat().st_mtime for path in out.iterdir()} == {1}


def test_what_is_no_longer_generated_is_removed_with_its_folders(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files({"a.md": b"A", "b/c/d.md": b"D", "b/e.md": b"E"}, out)
    (out / "b" / "own.txt").write_text("mine")
    assert write_files({"a.md": b"A"}, out) == ()
    assert own(out) == {"a.md": b"A", "b/own.txt": b"mine"}
    assert not (out / "b" / "c").exists()


def test_a_file_changed_by_hand_is_kept_and_reported_until_it_is_deleted(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files({"a.md": b"A", "b.md": b"B"}, out)
    (out / "a.md").write_text("mine")
    (out / "b.md").write_text("mine too")
    for files in ({"a.md": b"A2"}, {"a.md": b"A3"}):
        found = write_files(files, out)
        assert [diagnostic.code for diagnostic in found] == [Code.PAGE_EDITED] * 2
        assert [Path(diagnostic.place.path).name for diagnostic in found] == ["a.md", "b.md"]
        assert own(out) == {"a.md": b"mine", "b.md": b"mine too"}
    (out / "a.md").unlink()
    (out / "b.md").unlink()
    assert write_files({"a.md": b"A3"}, out) == ()
    assert own(out) == {"a.md": b"A3"}


def test_a_file_put_where_a_page_will_be_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files({"a.md": b"A"}, out)
    (out / "b.md").write_text("mine")
    (out / "c.md").mkdir()
    found = write_files({"a.md": b"A", "b.md": b"B", "c.md": b"C"}, out)
    assert [diagnostic.code for diagnostic in found] == [Code.PAGE_EDITED] * 2
    assert (out / "b.md").read_text() == "mine"


def _occupied(out: Path) -> None:
    out.mkdir()
    (out / "thesis.txt").write_text("mine")


def _file(out: Path) -> None:
    out.write_text("mine")


def _link(out: Path) -> None:
    out.symlink_to(out.parent / "nowhere")


def _manifest(text: str) -> Callable[[Path], None]:
    def make(out: Path) -> None:
        out.mkdir()
        (out / MANIFEST).write_text(text)

    return make


@pytest.mark.parametrize(
    "make",
    [
        _occupied,
        _file,
        _link,
        _manifest("not json"),
        _manifest("[]"),
        _manifest('{"files": {"../../x": ["0"]}}'),
        _manifest('{"files": {"/etc/x": ["0"]}}'),
        _manifest('{"files": {"x": 1}}'),
    ],
    ids=["files", "a file", "a link", "text", "a list", "up", "absolute", "no hashes"],
)
def test_a_folder_that_is_not_ours_is_refused(make: Callable[[Path], None], tmp_path: Path) -> None:
    out = tmp_path / "out"
    make(out)
    before = tree(tmp_path)
    (found,) = write_files({"a.md": b"A"}, out)
    assert found.code is Code.OUTPUT_REFUSED
    assert tree(tmp_path) == before


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert write_files({"a.md": b"A"}, tmp_path) == ()


def test_nothing_is_written_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_files({"a.md": b"A"}, out)
    (tmp_path / "elsewhere").mkdir()
    (out / "docs").symlink_to(tmp_path / "elsewhere")
    (found,) = write_files({"a.md": b"A", "docs/b.md": b"B"}, out)
    assert found.code is Code.PAGE_EDITED
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_another_run_writes_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "_PATIENCE", 0)
    out = tmp_path / "out"
    write_files({"a.md": b"A"}, out)
    with locked(out / write._LOCK, out):
        (found,) = write_files({"a.md": b"B"}, out)
    assert found.code is Code.OUTPUT_REFUSED
    assert "Another run" in found.message
    assert own(out) == {"a.md": b"A"}
    assert write_files({"a.md": b"B"}, out) == ()
    assert own(out) == {"a.md": b"B"}


def test_what_a_killed_run_leaves_in_a_new_folder_is_no_obstacle(tmp_path: Path) -> None:
    for name in (write._LOCK, write._TEMPORARY):
        (tmp_path / name).write_text("")
    assert write_files({"a.md": b"A"}, tmp_path) == ()
    assert own(tmp_path) == {"a.md": b"A"}


class _KilledError(Exception):
    pass


@pytest.mark.parametrize("steps", range(8))
def test_a_run_that_is_killed_is_finished_by_the_next(
    steps: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    old = {"a.md": b"A", "b.md": b"B", "gone/c.md": b"C"}
    new = {"a.md": b"A2", "b.md": b"B", "d/e.md": b"E", "f.md": b"F"}
    write_files(old, out)
    left = steps
    replace = os.replace

    def fragile(source: Path, target: Path) -> None:
        nonlocal left
        if left == 0:
            raise _KilledError
        left -= 1
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("generator.write.os.replace", fragile)
        try:
            write_files(new, out)
        except _KilledError:
            assert steps < 6
    for path, content in own(out).items():
        if not path.startswith(".briefing"):
            assert content in {old.get(path), new.get(path)}
    assert write_files(new, out) == ()
    assert own(out) == new
    clean = tmp_path / "clean"
    write_files(new, clean)
    assert tree(out) == tree(clean)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["a.md", "b.md", "c/a.md", "c/d/a.md"]),
            st.sampled_from([b"", b"1", b"2"]),
        ),
        max_size=6,
    )
)
def test_after_any_sequence_of_runs_the_folder_is_as_if_made_anew(
    tmp_path_factory: pytest.TempPathFactory, runs: list[dict[str, bytes]]
) -> None:
    out = tmp_path_factory.mktemp("runs") / "out"
    for files in runs:
        assert write_files(files, out) == ()
    clean = tmp_path_factory.mktemp("clean") / "out"
    write_files(runs[-1] if runs else {}, clean)
    write_files(runs[-1] if runs else {}, out)
    assert tree(out) == tree(clean)


def test_the_manifest_is_the_same_in_any_order(tmp_path: Path) -> None:
    write_files({"a.md": b"A", "b.md": b"B"}, tmp_path / "one")
    write_files({"b.md": b"B", "a.md": b"A"}, tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert list(json.loads((tmp_path / "one" / MANIFEST).read_text())["files"]) == ["a.md", "b.md"]


def test_pages_and_redirects_are_written_at_their_paths(tmp_path: Path) -> None:
    new = Page("briefings/new.md", "text", "New & better")
    old = Page("briefings/old.md", "", "New & better", redirect="briefings/new.md")
    assert write_pages([new, old], {}, tmp_path / "out", language="de") == ()
    files = own(tmp_path / "out")
    assert set(files) == {"briefings/new.md", "briefings/old/index.html"}
    assert files["briefings/old/index.html"].decode() == redirect_html(old, language="de")
    assert page_files([new], {}) == {"briefings/new.md": with_front_matter(new).encode()}


def test_links_of_an_authors_home_page_lead_to_pages() -> None:
    home = Page("index.md", "# Home\n\n[a](articles/a.md)", "Home", author_path="index.md")
    article = Page("briefings/a.md", "[a](articles/a.md)", "A", author_path="articles/a.md")
    links = {"index.md": {"articles/a.md": "briefings/a.md"}}
    files = page_files([home, article], links)
    assert files["index.md"].endswith(b"[a](briefings/a.md)")
    assert files["briefings/a.md"].endswith(b"[a](articles/a.md)")


@pytest.mark.parametrize(
    "path, target, file, address",
    [
        ("briefings/old.md", "briefings/new.md", "briefings/old/index.html", "../new/"),
        ("briefings/old.md", "index.md", "briefings/old/index.html", "../../"),
        ("old.md", "briefings/a b.md", "old/index.html", "../briefings/a%20b/"),
        ("old.md", "briefings/price-index.md", "old/index.html", "../briefings/price-index/"),
        ("old/index.md", "people/index.md", "old/index.html", "../people/"),
    ],
)
def test_a_redirect_leads_to_its_page(path: str, target: str, file: str, address: str) -> None:
    page = Page(path, "", "<New>", redirect=target)
    html = redirect_html(page)
    assert redirect_file(page) == file
    assert f'content="0; url={address}"' in html
    assert f'<a href="{address}">&lt;New&gt;</a>' in html
    assert f'<link rel="canonical" href="{address}">' in html
    absolute = redirect_html(page, site_url="https://example.com/r/")
    folder = re.sub(r"(^|/)index\.md$|\.md$", "", target).replace(" ", "%20")
    assert f'href="https://example.com/r/{folder}{"/" if folder else ""}"' in absolute
