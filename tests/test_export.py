"""`briefing pages`: another builder makes the same site from them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.build import Built
from generator.commonmark import seal
from generator.diagnostics import Code
from generator.export import derived_config, export, published
from generator.model import Page
from generator.project import ProjectError, read_project
from generator.settings import THEME
from generator.site import build_site
from tests.conftest import ROOT

CONFIG = """\
site_name: !ENV [NAME, Site]
site_url: https://example.com/
repo_url: https://example.com/repo
edit_uri: edit/main/content/
docs_dir: content
nav: [index.md, about.md]
plugins:
  - search: {lang: en}
  - briefing: {newest: 3}
theme: {name: material, font: false, custom_dir: mine}
markdown_extensions:
  - toc: {permalink: false}
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
watch: [sources]
hooks: [hooks/hook.py]
"""
ARTICLE = """\
---
title: "A & <b>"
date: 2025-01-02
formerly: [older-a]
---
[Something *stands*.]{.fact} [“Words,”]{.quote by="Jane Doe"} she said.

```
[TOC]
```
"""
PAGES = (Page("briefings/a.md", seal("A"), "A", author_path="articles/a.md"),)
BUILT = Built(PAGES, (), frozenset())


class _Loader(yaml.SafeLoader):
    pass


_Loader.add_multi_constructor("!", lambda _loader, tag, node: (tag, node.value))
_Loader.add_multi_constructor(
    "tag:yaml.org,2002:python/", lambda _loader, tag, node: (tag, node.value)
)


def project(folder: Path, config: str = CONFIG) -> Path:
    (folder / "content" / "articles").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config)
    (folder / "mine").mkdir()
    (folder / "mine" / "own.css").write_text("own")
    return folder


def derived(config: str, tmp_path: Path) -> dict[str, object]:
    folder = project(tmp_path, config)
    text = derived_config(read_project(folder), BUILT, tmp_path / "out", theme=True)
    loaded: dict[str, object] = yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    extra = loaded["extra"]
    assert isinstance(extra, dict)
    assert extra.pop("briefing") == BUILT.theme  # what the theme's templates say
    return loaded


def test_a_config_for_another_builder_is_derived(tmp_path: Path) -> None:
    config = derived(CONFIG, tmp_path)
    assert config["docs_dir"] == "docs"
    assert config["site_dir"] == "site"
    assert config["edit_uri"] == ""
    assert config["plugins"] == []
    assert config["theme"] == {"name": "material", "font": False, "custom_dir": "theme"}
    assert config["nav"] == ["index.md", "about.md"]
    assert config["hooks"] == ["../hooks/hook.py"]
    assert config["not_in_nav"] == "/briefings/**\n!/briefings/index.md\n"
    assert "watch" not in config
    tag, values = config["site_name"]  # type: ignore[misc]
    assert (tag, [node.value for node in values]) == ("ENV", ["NAME", "Site"])  # type: ignore[has-type]
    toc, emoji, briefing = config["markdown_extensions"]  # type: ignore[misc]
    assert toc == {"toc": {"permalink": False}}  # type: ignore[has-type]
    assert emoji["pymdownx.emoji"]["emoji_index"][0] == (  # type: ignore[has-type]
        "name:material.extensions.emoji.twemoji"
    )
    assert briefing == "briefing"  # type: ignore[has-type]


@pytest.mark.parametrize(
    "config, expected",
    [
        (
            "",
            {
                "site_name": "Briefings",
                "plugins": [],
                "theme": {**THEME, "custom_dir": "theme"},
            },
        ),
        ("theme: readthedocs", {"theme": {"name": "readthedocs", "custom_dir": "theme"}}),
        ("plugins: [briefing]", {"plugins": []}),
        (
            "plugins:\ntheme:\n",
            {
                "plugins": [],
                "theme": {**THEME, "custom_dir": "theme"},
            },
        ),
        (
            "plugins: {search: {}, briefing: {newest: 3}}",
            {"plugins": {}},
        ),
        (
            "plugins: [tags, search, briefing]\ntheme: {name: material, language: de}",
            {"plugins": ["tags"]},
        ),
        ("plugins: {material/search: {separator: x}, tags: {}}", {"plugins": {"tags": {}}}),
        (
            "markdown_extensions: {toc: {permalink: false}}",
            {"markdown_extensions": {"briefing": None, "toc": {"permalink": False}}},
        ),
        ("markdown_extensions: [briefing]", {"markdown_extensions": ["briefing"]}),
        ("not_in_nav: /x.md", {"not_in_nav": "/x.md\n/briefings/**\n!/briefings/index.md\n"}),
    ],
)
def test_the_shortest_and_other_forms_of_a_config(
    config: str, expected: dict[str, object], tmp_path: Path
) -> None:
    found = derived(config, tmp_path)
    assert {name: found[name] for name in expected} == expected


def test_what_a_config_inherits_is_written_out(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: Base\nextra: {a: 1, b: 2}\n")
    config = derived("INHERIT: base.yml\nextra: {b: 3}\n", tmp_path)
    assert (config["site_name"], config["extra"]) == ("Base", {"a": 1, "b": 3})
    assert "INHERIT" not in config


def test_a_config_that_changed_since_it_was_read_is_told(tmp_path: Path) -> None:
    found = read_project(project(tmp_path))
    found.config_file.write_text("a: [")
    with pytest.raises(ProjectError, match="cannot be read"):
        derived_config(found, BUILT, tmp_path / "out", theme=False)


def test_only_what_is_published_is_walked(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for path in ("a.md", "b/c.png", "b/.hidden", ".git/x", "articles/a.md", "out/d.md"):
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text("x")
    (content / "b" / "loop").symlink_to(content)
    (content / "broken").symlink_to(content / "nowhere")
    found = [path for path, _ in published(content, frozenset({"articles/a.md", "out"}))]
    assert found == ["a.md", "b/c.png"]


def test_ordinary_pages_theme_and_assets_come_along(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    content = folder / "content"
    (content / "articles" / "a.md").write_text("raw")
    (content / "about.md").write_text("[a](articles/a.md)\n")
    (content / "latin.md").write_bytes(b"\xe4.md")
    (content / "picture.png").write_bytes(b"\x89PNG")
    own = folder / "site_templates" / "theme"
    own.mkdir(parents=True)
    (own / "own.css").write_text("covered by custom_dir")
    (own / "other.css").write_text("other")
    out = tmp_path / "out"
    links = {"about.md": {"articles/a.md": "briefings/a.md"}}
    built = Built(PAGES, (), frozenset({"articles/a.md"}), links)
    assert export(read_project(folder), built, out) == ()
    assert (out / "docs" / "about.md").read_text() == "[a](briefings/a.md)\n"
    assert (out / "docs" / "latin.md").read_bytes() == b"\xe4.md"
    assert (out / "docs" / "picture.png").read_bytes() == b"\x89PNG"
    assert (out / "theme" / "own.css").read_text() == "own"
    assert (out / "theme" / "other.css").read_text() == "other"
    assert not (out / "docs" / "articles").exists()
    (found,) = export(read_project(folder), built, folder)
    assert found.code is Code.OUTPUT_REFUSED


@pytest.mark.slow
def test_mkdocs_without_the_plugin_makes_the_same_pages(tmp_path: Path) -> None:
    config = re.sub(r"(hooks|repo_url|edit_uri): .*\n", "", CONFIG)
    folder = project(tmp_path / "project", config)
    content = folder / "content"
    (content / "articles" / "2025-01-02-a.md").write_text(ARTICLE)
    (content / "about.md").write_text("# About\n\n[a](articles/2025-01-02-a.md)\n")
    (folder / "sources").mkdir()
    site, built = build_site(read_project(folder))
    out = tmp_path / "out"
    assert export(read_project(folder), built, out) == ()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=out, env=environment, check=True, capture_output=True)
    made = {path.relative_to(site) for path in site.rglob("*.html")}
    index = {path.relative_to(site) for path in (site / "assets" / "search").rglob("*.json")}
    assert index
    for path in index:
        assert (site / path).read_bytes() == (out / "site" / path).read_bytes()
    assert {path.relative_to(out / "site") for path in (out / "site").rglob("*.html")} == made
    assert Path("briefings/older-a/index.html") in made
    for path in sorted(made):
        one, other = (folder.joinpath(path).read_text() for folder in (site, out / "site"))
        assert _comparable(one) == _comparable(other)


def _comparable(html: str) -> str:
    """Leave out what the plugin alone knows or mends: old addresses, the theme's HTML."""
    html = re.sub(r'<link rel="canonical" [^>]*>', "", html)
    html = re.sub(r'(id="__(?:drawer|search)") autocomplete="off"| tabindex=""', r"\1", html)
    return re.sub(r"&(#39|#x27);", "'", html.replace("&#34;", "&quot;"))
