"""A folder for another builder: pages, ordinary files, theme and a mkdocs.yml of its own."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pathspec.gitignore import GitIgnoreSpec

from generator.diagnostics import Code, Diagnostic
from generator.messages import Catalogue
from generator.ordinary import map_links
from generator.project import (
    CONTENT,
    PLUGIN,
    ProjectError,
    in_navigation,
    refusal,
    theme_folders,
)
from generator.search_index import search_files
from generator.search_records import without_pages
from generator.settings import THEME
from generator.share_files import share_files
from generator.source import Place
from generator.write import Written, page_files, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.build import Built
    from generator.model import Page
    from generator.project import Project

_MAPPING = "tag:yaml.org,2002:map"
_TEXT = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_SEARCH = ("search", "material/search")
_NULL = "tag:yaml.org,2002:null"


def export(project: Project, built: Built, out: Path) -> Written:
    """Write a folder from which another builder makes the same site."""
    if reason := refusal(out, project.folder):
        message = f"The pages cannot be written to {out}: {reason}."
        return (Diagnostic(Code.OUTPUT_REFUSED, Place(str(out), 1, 1), message),)
    theme = dict(_theme_files(project))
    files: dict[str, bytes | Path] = {f"theme/{path}": file for path, file in theme.items()}
    for path, file in published(project.folder / CONTENT, built.left_out):
        files[f"docs/{path}"] = (
            _mapped(file, path, built.links[path]) if path in built.links else file
        )
    pages = page_files(built.pages, built.links, language=project.settings.language)
    files |= {f"docs/{path}": content for path, content in (*pages.items(), *built.files.items())}
    found = search_files(without_pages(built.records, hidden_pages(project, built)))
    images = share_files(built.images, project.folder)
    files |= {f"docs/{path}": content for path, content in (*found.items(), *images.items())}
    files["mkdocs.yml"] = derived_config(project, built, out, theme=bool(theme)).encode()
    return write_files(files, out)


def hidden_pages(project: Project, built: Built) -> set[str]:
    """Find the ordinary pages that mkdocs.yml keeps out of the site."""
    config = dict(_pairs(_compose(project.config_file)))
    given = (config.get(name) for name in ("exclude_docs", "draft_docs"))
    patterns = [line for node in given if node for line in str(node.value).splitlines()]
    spec = GitIgnoreSpec.from_lines(patterns)
    return {r.path for r in built.records if r.path and spec.match_file(r.path)}


def published(content: Path, left_out: frozenset[str]) -> Iterator[tuple[str, Path]]:
    """Walk the files of a content folder that are published as they are."""
    seen: set[str] = set()
    for folder, folders, names in os.walk(content, followlinks=True):
        seen.add(os.path.realpath(folder))
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and os.path.realpath(Path(folder, name)) not in seen
            and Path(folder, name).relative_to(content).as_posix() not in left_out
        )
        for name in sorted(names):
            file = Path(folder, name)
            path = file.relative_to(content).as_posix()
            if not name.startswith(".") and path not in left_out and file.is_file():
                yield path, file


def _mapped(file: Path, path: str, links: Mapping[str, str]) -> bytes:
    return map_links(file.read_text(encoding="utf-8-sig"), path, links).encode()


def _theme_files(project: Project) -> Iterator[tuple[str, Path]]:
    """Files of the theme folders; those of the first folder come last and win."""
    for folder in (*reversed(theme_folders(project.folder)), *_custom_folder(project)):
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            if file.is_file() and not any(part.startswith(".") for part in Path(path).parts):
                yield path, file


def _custom_folder(project: Project) -> Iterator[Path]:
    """Give the folder that mkdocs.yml itself names for the theme."""
    for name, value in _pairs(_compose(project.config_file)):
        if name == "theme" and isinstance(value, yaml.MappingNode):
            for key, folder in _pairs(value):
                if key == "custom_dir" and (project.folder / str(folder.value)).is_dir():
                    yield project.folder / str(folder.value)


def derived_config(project: Project, built: Built, out: Path, *, theme: bool) -> str:
    """Derive a mkdocs.yml from the project's; tags such as `!ENV` stay as they are."""
    given = _pairs(_compose(project.config_file))
    config = {name: node for name, node in given if node.tag != _NULL}  # `theme:` says nothing
    for name in ("watch", "site_dir", "edit_uri", "edit_uri_template", "INHERIT"):
        config.pop(name, None)
    words = Catalogue(project.settings.language).words()
    config.setdefault("site_name", _text(words.text("theme-site-name")))
    config["docs_dir"] = _text("docs")
    config["site_dir"] = _text("site")
    config["edit_uri"] = _text("")  # what is generated is not what an author edits
    config["theme"] = _theme(config.get("theme"), custom=theme)
    plugins = config.get("plugins") or yaml.SequenceNode(_LIST, [])
    config["plugins"] = _without(plugins, (PLUGIN, *_SEARCH))
    config["markdown_extensions"] = _with(config.get("markdown_extensions"), PLUGIN)
    config["not_in_nav"] = _text(_not_in_nav(config.get("not_in_nav"), built.pages))
    extra = dict(_pairs(config.get("extra")))
    config["extra"] = _mapping({**extra, PLUGIN: _node(built.theme)})
    if hooks := config.get("hooks"):
        config["hooks"] = _moved(hooks, project.folder, out)
    text = yaml.serialize(_mapping(config), Dumper=yaml.SafeDumper, allow_unicode=True)
    return f"# Made by `briefing pages` from {project.config_file.name}.\n{text}"


def _compose(file: Path) -> yaml.MappingNode:
    """Read a mkdocs.yml as nodes, with what it inherits."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        raise ProjectError(f"{file.name} cannot be read: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        return _mapping({})
    parent = dict(_pairs(node)).get("INHERIT")
    return _merged(_compose(file.parent / str(parent.value)), node) if parent else node


def _merged(base: yaml.MappingNode, over: yaml.MappingNode) -> yaml.MappingNode:
    values = dict(_pairs(base))
    for name, value in _pairs(over):
        old = values.get(name)
        if isinstance(old, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            values[name] = _merged(old, value)
        else:
            values[name] = value
    return _mapping(values)


def _node(value: object) -> yaml.Node:
    """Write a value as a node."""
    text = json.dumps(value, ensure_ascii=False)
    return yaml.compose(text, Loader=yaml.SafeLoader) or _text("")


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), value


def _text(value: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_TEXT, value, style="|" if "\n" in value else None)


def _mapping(values: Mapping[str, yaml.Node]) -> yaml.MappingNode:
    pairs = [(_text(name), value) for name, value in values.items()]
    return yaml.MappingNode(_MAPPING, pairs, flow_style=False)


def _theme(theme: yaml.Node | None, *, custom: bool) -> yaml.Node:
    """Give the theme its folder; without a theme it is Material with the reader's fonts."""
    if theme is None:
        values = dict(_pairs(_node(THEME)))
    elif isinstance(theme, yaml.MappingNode):
        values = dict(_pairs(theme))
    else:
        values = {"name": theme}
    values.pop("custom_dir", None)
    if custom:
        values["custom_dir"] = _text("theme")
    return _mapping(values)


def _names(item: yaml.Node, name: str) -> bool:
    """Whether an item of a list of plugins or extensions is the one of that name."""
    return item.value == name or any(key == name for key, _ in _pairs(item))


def _without(plugins: yaml.Node, names: tuple[str, ...]) -> yaml.Node:
    """Leave out this plugin, which the folder does not need, and a search beside the site's own."""
    if isinstance(plugins, yaml.MappingNode):
        return _mapping({key: value for key, value in _pairs(plugins) if key not in names})
    if isinstance(plugins, yaml.SequenceNode):
        kept = [i for i in plugins.value if not any(_names(i, name) for name in names)]
        return yaml.SequenceNode(_LIST, kept, flow_style=False)
    return plugins


def _with(extensions: yaml.Node | None, name: str) -> yaml.Node:
    if isinstance(extensions, yaml.MappingNode):
        null = yaml.ScalarNode(_NULL, "null")
        return _mapping({name: null, **dict(_pairs(extensions))})
    items = list(extensions.value) if isinstance(extensions, yaml.SequenceNode) else []
    if not any(_names(item, name) for item in items):
        items.append(_text(name))
    return yaml.SequenceNode(_LIST, items, flow_style=False)


def _not_in_nav(given: yaml.Node | None, pages: tuple[Page, ...]) -> str:
    """Patterns of the pages that no navigation lists."""
    folders = sorted({p.path.partition("/")[0] for p in pages if not in_navigation(p.path)})
    patterns = [pattern for f in folders for pattern in (f"/{f}/**", f"!/{f}/index.md")]
    own = str(given.value).splitlines() if isinstance(given, yaml.ScalarNode) else []
    return "\n".join([*own, *patterns]) + "\n"


def _moved(hooks: yaml.Node, folder: Path, out: Path) -> yaml.Node:
    """Lead the paths of hooks back to where they are."""
    if not isinstance(hooks, yaml.SequenceNode):
        return hooks
    paths = (os.path.relpath(folder / str(hook.value), out) for hook in hooks.value)
    return yaml.SequenceNode(_LIST, [_text(path) for path in paths], flow_style=False)
