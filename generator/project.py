"""A project's folder and what its mkdocs.yml says, read without MkDocs.

`check` and `pages` need the options of the plugin `briefing` and little else; loading MkDocs for
that would cost most of their time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import yaml

from generator.diagnostics import did_you_mean
from generator.packaged import TEMPLATES, packaged
from generator.settings import SECTIONS, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENT = "content"
CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")
PLUGIN = "briefing"
OWN_FOLDERS = (CONTENT, "sources", "site_templates")
"""What a project is made of: nothing is built into these folders."""
NEEDS_FOLDERS = (
    f"The plugin `{PLUGIN}` needs `use_directory_urls: true` (the default): "
    "the address of a briefing is /briefings/<name>/."
)


class ProjectError(Exception):
    """The folder or its mkdocs.yml cannot be used; the message tells an owner why."""


_NOT_IN_ADDRESS = re.compile(
    r"""[\s"'<>?#\\\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"""
)


@dataclass(frozen=True)
class Project:
    """A folder with the text of its mkdocs.yml and the settings in it."""

    folder: Path
    config_file: Path
    settings: Settings


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs' own loader reads; a tag of its own stands for its plain value."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:  # noqa: FBT001, FBT002 - its parent's
        """Give a node's value; what PyYAML stumbles over is told with its place."""
        try:
            return super().construct_object(node, deep)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            kind = node.tag.rpartition(":")[2]
            problem = f"`{node.value}` cannot be read as `{kind}`"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from error


def _plain(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    if suffix == "ENV":
        return _environment(loader, node)
    return node.value if isinstance(node, yaml.ScalarNode) else None


def _environment(loader: _Loader, node: yaml.Node) -> object:
    """Read `!ENV NAME` or `!ENV [NAME, OTHER, default]` as MkDocs does."""
    values: list[object] = [node.value, None]
    if isinstance(node, yaml.SequenceNode):
        values = loader.construct_sequence(node, deep=True) or [None]
    *names, default = values
    found = next((os.environ[str(name)] for name in names if str(name) in os.environ), None)
    return default if found is None else _typed(found)


def _typed(text: str) -> object:
    """Give a value of the environment the type that it would have in mkdocs.yml."""
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return text
    return value if isinstance(value, str | bool | int | float) else text


_Loader.add_multi_constructor("!", _plain)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _plain)


def read_project(folder: Path, *, strict: bool = False, drafts: bool = False) -> Project:
    """Read the project in a folder; the flags can only add to what mkdocs.yml says."""
    config_file = find_config(folder)
    config = read_config(config_file)
    settings, problems = settings_of(plugin_options(config))
    if config.get("use_directory_urls") is False:
        problems = (*problems, NEEDS_FOLDERS)
    problems = (*problems, *site_url_problems(str(config.get("site_url") or "")))
    if problems:
        raise ProjectError("\n".join(f"{config_file.name}: {problem}" for problem in problems))
    theme = config.get("theme")
    language = theme.get("language") if isinstance(theme, Mapping) else None
    settings = replace(
        settings,
        site_name=str(config.get("site_name") or ""),
        site_url=str(config.get("site_url") or ""),
        site_description=str(config.get("site_description") or ""),
        language=str(language or "en"),
        strict=strict or config.get("strict") is True,
        drafts=drafts or settings.drafts,
    )
    return Project(folder, config_file, settings)


def site_url_problems(site_url: str) -> tuple[str, ...]:
    """Say what is wrong with the address of a site: all addresses of pages begin with it."""
    try:
        parts = urlsplit(site_url)
        usable = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        usable = False
    if not site_url or (usable and not _NOT_IN_ADDRESS.search(site_url)):
        return ()
    without = "spaces, quotation marks, `<`, `>`, `?` and `#`"
    return (f"`site_url` must be an address with https://, without {without}, not {site_url!r}.",)


def find_config(folder: Path) -> Path:
    """Find the mkdocs.yml of a folder."""
    if not folder.is_dir():
        raise ProjectError(f"There is no folder {folder}.")
    for name in CONFIG_NAMES:
        if (folder / name).is_file():
            return folder / name
    raise ProjectError(
        f"There is no mkdocs.yml in {folder.resolve()}. Run this in the folder of a site, "
        "or name the folder. A file with one line, `site_name: …`, is enough."
    )


def refusal(target: Path, folder: Path) -> str:
    """Say why nothing may be written to `target` because of the project in `folder`, or nothing."""
    real, project = Path(os.path.realpath(target)), Path(os.path.realpath(folder))
    own = {name: Path(os.path.realpath(project / name)) for name in OWN_FOLDERS}
    for name, path in own.items():
        if real.is_relative_to(path):
            return f"that is inside the {name} folder"
    if any(path.is_relative_to(real) for path in (project, *own.values())):
        return "the project lies in there"
    return "that is a file" if real.exists() and not real.is_dir() else ""


def read_config(file: Path) -> dict[str, object]:
    """Read a mkdocs.yml with the files that it inherits from."""
    return _read_config(file.resolve(), ())


def _read_config(file: Path, seen: tuple[Path, ...]) -> dict[str, object]:
    if file in seen:
        raise ProjectError(f"{file.name} inherits from itself.")
    try:
        config = yaml.load(file.read_text(encoding="utf-8-sig"), _Loader)  # noqa: S506 - safe
    except OSError as error:
        raise ProjectError(f"{file.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ProjectError(f"{file.name} is not UTF-8.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ProjectError(f"{file.name} is not YAML: {_yaml_reason(error)}") from error
    if config is None:
        return {}
    if not isinstance(config, dict):
        raise ProjectError(f"{file.name} must hold `name: value` lines.")
    parent = config.pop("INHERIT", None)
    if parent is None:
        return config
    try:
        inherited = (file.parent / str(parent)).resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a link to itself, a NUL character
        raise ProjectError(f"{file.name}: `INHERIT` names no file: {parent!r}.") from error
    return merged(_read_config(inherited, (*seen, file)), config)


def _yaml_reason(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    return f"line {mark.line + 1}, column {mark.column + 1}: {problem}." if mark else f"{problem}."


def merged(base: dict[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Lay one mapping over another, deeply, as MkDocs does for `INHERIT`."""
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, Mapping):
            result[key] = merged(old, value)
        else:
            result[key] = value
    return result


def plugin_options(config: Mapping[str, object]) -> object:
    """Options of the plugin `briefing`, whichever way `plugins` is written."""
    plugins = config.get("plugins")
    if isinstance(plugins, Mapping):
        return plugins.get(PLUGIN) or {}
    if isinstance(plugins, list):
        for item in plugins:
            if isinstance(item, Mapping) and PLUGIN in item:
                return item[PLUGIN] or {}
    return {}


def settings_of(options: object) -> tuple[Settings, tuple[str, ...]]:
    """Turn the plugin's options into settings; what cannot be used is told in a sentence each."""
    if not isinstance(options, Mapping):
        return Settings(), (f"The options of the plugin `{PLUGIN}` must be `name: value` lines.",)
    problems: list[str] = []
    values: dict[str, object] = {}
    for name, value in options.items():
        read = _OPTIONS.get(str(name))
        if read is None:
            hint = did_you_mean(str(name), _OPTIONS) or f"There are: {', '.join(_OPTIONS)}."
            problems.append(f"The plugin `{PLUGIN}` has no option `{name}`. {hint}")
        elif value is not None:
            try:
                values[str(name)] = read(value)
            except ValueError as error:
                problems.append(f"The option `{name}` of the plugin `{PLUGIN}` {error}")
    return Settings(**values), tuple(problems)  # type: ignore[arg-type]


def _sections(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"must be a list of sections: {', '.join(SECTIONS)}.")  # noqa: TRY004
    for name in value:
        _section(name)
    if len(set(value)) < len(value):
        raise ValueError("names a section twice.")
    return tuple(value)


def _section(name: object) -> str:
    if name not in SECTIONS:
        hint = did_you_mean(str(name), SECTIONS) or f"There are: {', '.join(SECTIONS)}."
        raise ValueError(f"names the section `{name}`, which does not exist. {hint}")
    return str(name)


def _titles(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise ValueError("must be lines `section: title`.")  # noqa: TRY004
    pairs = ((_section(name), title) for name, title in value.items())
    return tuple((name, _text(title)) for name, title in pairs)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be text, not {value!r}.")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"must be a number from 0 on, not {value!r}.")
    return value


def _positive(value: object) -> int:
    if _count(value) == 0:
        raise ValueError("must be a number from 1 on, not 0.")
    return _count(value)


def _address(value: object) -> str:
    text = str(value).strip()
    try:
        address = urlsplit(text)
        usable = (
            address.scheme in {"http", "https"} and address.netloc
        ) or address.scheme == "mailto"
    except ValueError:
        usable = False
    if not isinstance(value, str) or not usable or any(c.isspace() for c in text):
        raise ValueError(f"must be an address with https://, http:// or mailto:, not {value!r}.")
    return text


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {value!r}.")  # noqa: TRY004
    return value


_OPTIONS: dict[str, Callable[[object], object]] = {
    "sections": _sections,
    "titles": _titles,
    "newest": _positive,
    "key_quotations": _count,
    "featured_questions": _count,
    "page_size": _positive,
    "corrections_link": _address,
    "drafts": _flag,
}


def seen_from_here(path: Path) -> Path:
    """Write a path as seen from the current folder, if it lies below."""
    path, here = path.absolute(), Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def in_navigation(path: str) -> bool:
    """Whether a generated page stands in a navigation that mkdocs.yml does not write.

    Only the home page and the lists: MkDocs' time grows with the square of what is listed.
    """
    return path == "index.md" or (path.count("/") == 1 and path.endswith("/index.md"))


def theme_folders(folder: Path) -> tuple[Path, ...]:
    """Folders with the theme's own templates and styles: the project's, then the package's."""
    own = (folder / TEMPLATES / "theme").resolve()
    return tuple(dict.fromkeys(path for path in (own, packaged("theme")) if path.is_dir()))
