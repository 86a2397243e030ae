"""The options of a site's owner, and reading mkdocs.yml without MkDocs."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import project
from generator.project import (
    ProjectError,
    in_navigation,
    read_config,
    read_project,
    refusal,
    settings_of,
    theme_folders,
)
from generator.settings import SECTIONS, Settings

FROM_ELSEWHERE = {"language", "site_description", "site_name", "site_url", "strict"}


def site(tmp_path: Path, text: str) -> Path:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_setting_has_its_option() -> None:
    assert {field.name for field in fields(Settings)} - FROM_ELSEWHERE == set(project._OPTIONS)


def test_without_options_the_defaults_hold() -> None:
    assert settings_of({}) == (Settings(), ())
    assert settings_of(dict.fromkeys(project._OPTIONS)) == (Settings(), ())


def test_options_are_read() -> None:
    options = {
        "sections": ["quotes", "summary"],
        "titles": {"quotes": "In their words"},
        "newest": 3,
        "key_quotations": 0,
        "featured_questions": 2,
        "page_size": 20,
        "corrections_link": "mailto:desk@example.com",
        "drafts": True,
    }
    assert settings_of(options) == (
        Settings(
            sections=("quotes", "summary"),
            titles=(("quotes", "In their words"),),
            newest=3,
            key_quotations=0,
            featured_questions=2,
            page_size=20,
            corrections_link="mailto:desk@example.com",
            drafts=True,
        ),
        (),
    )


@pytest.mark.parametrize(
    "options, message",
    [
        ({"newst": 3}, "has no option `newst`. Did you mean `newest`?"),
        ({"zzz": 3}, "has no option `zzz`. There are: sections, titles, newest"),
        ({3: 3}, "has no option `3`"),
        ({"newest": 0}, "The option `newest` of the plugin `briefing` must be a number from 1 on"),
        ({"newest": -1}, "must be a number from 0 on, not -1"),
        ({"newest": True}, "must be a number"),
        ({"newest": "ten"}, "must be a number from 0 on, not 'ten'"),
        ({"key_quotations": 1.5}, "must be a number"),
        ({"sections": "quotes"}, "must be a list of sections: summary, quotes"),
        ({"sections": ["quotes", "quotes"]}, "names a section twice"),
        ({"sections": ["qoutes"]}, "`qoutes`, which does not exist. Did you mean `quotes`?"),
        ({"sections": [["quotes"]]}, "which does not exist"),
        ({"sections": [{}]}, "which does not exist"),
        ({"titles": ["quotes"]}, "must be lines `section: title`"),
        ({"titles": {"zzz": "x"}}, "`zzz`, which does not exist. There are: summary"),
        ({"titles": {"quotes": 3}}, "must be text, not 3"),
        ({"titles": {"quotes": " "}}, "must be text"),
        ({"corrections_link": "javascript:alert(1)"}, "must be an address with https://, "),
        ({"corrections_link": "https://"}, "must be an address"),
        ({"corrections_link": "https://[x"}, "must be an address"),
        ({"corrections_link": "https://a b"}, "must be an address"),
        ({"corrections_link": 3}, "must be an address"),
        ({"drafts": "yes"}, "must be true or false, not 'yes'"),
        (["newest"], "must be `name: value` lines"),
        ("newest", "must be `name: value` lines"),
    ],
)
def test_what_an_option_cannot_be_is_told(options: object, message: str) -> None:
    _, problems = settings_of(options)
    assert len(problems) == 1
    assert message in problems[0]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*project._OPTIONS, "other"]), values) | values)
def test_no_option_raises(options: object) -> None:
    settings, _ = settings_of(options)
    assert set(settings.sections) <= set(SECTIONS)


@pytest.mark.parametrize(
    "plugins",
    [
        "[search, briefing: {newest: 3}]",
        "[{briefing: {newest: 3}}, search]",
        "{search: {}, briefing: {newest: 3}}",
    ],
)
def test_options_are_found_however_plugins_are_written(plugins: str, tmp_path: Path) -> None:
    assert read_project(site(tmp_path, f"plugins: {plugins}")).settings.newest == 3


@pytest.mark.parametrize(
    "text", ["", "site_name: X", "plugins: [briefing]", "plugins: {briefing: }", "plugins: 3"]
)
def test_options_may_be_absent(text: str, tmp_path: Path) -> None:
    assert read_project(site(tmp_path, text)).settings.newest == Settings().newest


def test_settings_come_from_the_whole_of_mkdocs_yml(tmp_path: Path) -> None:
    text = "site_name: N\nstrict: true\ntheme: {name: material, language: de}\n"
    settings = read_project(site(tmp_path, text)).settings
    assert (settings.site_name, settings.strict, settings.language) == ("N", True, "de")
    settings = read_project(site(tmp_path, "theme: readthedocs"), drafts=True, strict=True).settings
    assert (settings.drafts, settings.strict, settings.language) == (True, True, "en")


def test_tags_of_mkdocs_are_no_obstacle(tmp_path: Path) -> None:
    text = (
        "site_name: !ENV [NAME, 'Fallback']\n"
        "markdown_extensions:\n  - x: {f: !!python/name:material.extensions.emoji.twemoji }\n"
        "  - y: {f: !!python/object/apply:os.system {args: [x]}}\n  - !relative $docs_dir\n"
        "empty: !ENV []\n"
    )
    assert read_project(site(tmp_path, text)).settings.site_name == "Fallback"


def test_a_config_may_inherit(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "mkdocs.yml").write_text("site_name: B\ntheme: {name: m, language: fr}\n")
    text = "INHERIT: base/mkdocs.yml\ntheme: {font: false}\n"
    config = read_config(site(tmp_path, text) / "mkdocs.yml")
    assert config == {"site_name": "B", "theme": {"name": "m", "language": "fr", "font": False}}


@pytest.mark.parametrize(
    "text, message",
    [
        ("a: [", "mkdocs.yml is not YAML: line 1, column 5"),
        ("a: b: c", "mkdocs.yml is not YAML: line 1"),
        ("- a", "must hold `name: value` lines"),
        ("text", "must hold `name: value` lines"),
        ("? [a]\n: b", "mkdocs.yml is not YAML"),
        ("a: 2026-13-05", "mkdocs.yml is not YAML: line 1, column 4: `2026-13-05` cannot be read"),
        ("a: !!timestamp foo", "line 1, column 4: `foo` cannot be read as `timestamp`"),
        ("a: {b: !!bool foo}", "line 1, column 8: `foo` cannot be read as `bool`"),
        ('a: [!!int ""]', "line 1, column 5: `` cannot be read as `int`"),
        ("a: !!float x", "line 1, column 4: `x` cannot be read as `float`"),
        ("a: " + "[" * 5000, "mkdocs.yml is not YAML"),
        ("a: \x07", "mkdocs.yml is not YAML"),
        ("INHERIT: mkdocs.yml", "inherits from itself"),
        ('INHERIT: "a\\0b"', "mkdocs.yml: `INHERIT` names no file: 'a\\x00b'"),
        (
            "use_directory_urls: false",
            "mkdocs.yml: The plugin `briefing` needs `use_directory_urls",
        ),
        ("INHERIT: nowhere.yml", "nowhere.yml cannot be read: No such file"),
        ("plugins: [briefing: {newst: 3}]", "mkdocs.yml: The plugin `briefing` has no option"),
    ],
)
def test_a_config_that_cannot_be_read_is_told(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as error:
        read_project(site(tmp_path, text))
    assert message in str(error.value)


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "https://[::1",
        "https://example.org/?a=b",
        "https://example.org/#a",
        "https://example.org/a b/",
        'https://example.org/"><script>',
        "https://example.org/\u202e",
    ],
)
def test_an_address_of_the_site_that_cannot_be_one_is_told(address: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_url: {json.dumps(address)}\n")
    with pytest.raises(ProjectError, match="`site_url` must be an address with https://"):
        read_project(tmp_path)


@pytest.mark.parametrize(
    "address", ["", "http://localhost:8000/", "https://exämple.org/ü/a_(b)/", "http://[::1]:80/"]
)
def test_any_other_address_of_the_site_is_taken(address: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_url: {json.dumps(address)}\n")
    assert read_project(tmp_path).settings.site_url == address


def test_a_config_that_inherits_from_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.yml").symlink_to("loop.yml")
    with pytest.raises(ProjectError, match=r"loop\.yml"):
        read_project(site(tmp_path, "INHERIT: loop.yml"))


@pytest.mark.parametrize(
    "target, reason",
    [
        ("content", "inside the content folder"),
        ("content/out", "inside the content folder"),
        ("sources/out", "inside the sources folder"),
        ("site_templates", "inside the site_templates folder"),
        (".", "the project lies in there"),
        ("..", "the project lies in there"),
        ("mkdocs.yml", "that is a file"),
        ("linked/out", "inside the content folder"),
        ("site", ""),
        ("contents", ""),
        ("loop", ""),
    ],
)
def test_what_a_project_is_made_of_is_no_place_to_write_to(
    target: str, reason: str, tmp_path: Path
) -> None:
    folder = site(tmp_path, "")
    (folder / "content").mkdir()
    (folder / "linked").symlink_to("content")
    (folder / "loop").symlink_to("loop")
    assert reason in refusal(folder / target, folder)
    assert bool(refusal(folder / target, folder)) is bool(reason)


def test_a_project_may_lie_in_pieces(tmp_path: Path) -> None:
    folder = site(tmp_path, "")
    (tmp_path / "elsewhere" / "texts").mkdir(parents=True)
    (folder / "content").symlink_to(tmp_path / "elsewhere" / "texts")
    assert "the project lies in there" in refusal(tmp_path / "elsewhere", folder)


def test_a_config_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: \xff")
    with pytest.raises(ProjectError, match="not UTF-8"):
        read_project(tmp_path)


def test_a_folder_without_a_config_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"There is no mkdocs\.yml in"):
        read_project(tmp_path)
    with pytest.raises(ProjectError, match="There is no folder"):
        read_project(tmp_path / "nowhere")
    (tmp_path / "mkdocs.yaml").write_text("site_name: x")
    assert read_project(tmp_path).config_file.name == "mkdocs.yaml"


def test_a_project_without_a_theme_folder_has_the_packages(tmp_path: Path) -> None:
    (package,) = theme_folders(tmp_path)
    assert (package.parent.name, package.name) == ("site_templates", "theme")
    own = tmp_path / "site_templates" / "theme"
    own.mkdir(parents=True)
    assert theme_folders(tmp_path) == (own.resolve(), package)


@pytest.mark.parametrize(
    "path, listed",
    [
        ("index.md", True),
        ("archive/index.md", True),
        ("archive/2025/index.md", False),
        ("briefings/a.md", False),
        ("people/a/index.md", False),
    ],
)
def test_only_lists_stand_in_the_navigation(path: str, listed: bool) -> None:
    assert in_navigation(path) is listed


def test_a_value_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: !ENV NAME\nsite_url: !ENV [ONE, TWO, 'https://d.example/']\n"
        "plugins: [briefing: {corrections_link: !ENV [LINK, null], newest: !ENV [NEWEST, 3]}]\n"
    )
    monkeypatch.setenv("NEWEST", "5")
    assert read_project(tmp_path).settings.newest == 5
    settings = read_project(tmp_path).settings
    assert (settings.site_name, settings.corrections_link) == ("", "")
    assert settings.site_url == "https://d.example/"
    for name, value in {"NAME": "N", "TWO": "https://t.example/", "LINK": "mailto:a@b"}.items():
        monkeypatch.setenv(name, value)
    settings = read_project(tmp_path).settings
    assert (settings.site_name, settings.corrections_link) == ("N", "mailto:a@b")
    assert settings.site_url == "https://t.example/"
