"""Which pages are generated, and files of the author's that would stand at their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Code, Diagnostic, Related
from generator.slugs import slug
from generator.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.corpus import Corpus

HOME = "index.md"
GUIDE = "how-to-read/index.md"
OWN = (HOME, GUIDE)
"""Generated pages that give way to an author's file of that name."""
SEARCH = "search.md"

DATA = "data/index.md"

DATA_LISTS = ("briefings", "quotations", "questions", "people")

LISTS = ("archive", "topics", "stories", "people", "questions", "data")


def generated_paths(corpus: Corpus) -> Iterator[tuple[str, str, Place]]:
    """Give the path of every page that is made, the author's file, and where that asks for it."""
    for path in OWN:
        yield _made(path, path)
    yield _made(SEARCH)
    for name in LISTS:
        yield _made(f"{name}/index.md")
    stories, months, topics = set(corpus.stories), set(), set()
    for one in corpus.articles:
        fields = one.article.fields
        yield _made(f"briefings/{one.stem}.md", _origin(one.article.source.path))
        months.add((fields.date.year, fields.date.month))
        topics |= {slug(topic) for topic in fields.topics}
        stories |= {fields.story} if fields.story else set()
    for year in sorted({year for year, _ in months}):
        yield _made(f"archive/{year:04}/index.md")
    for year, month in sorted(months):
        yield _made(f"archive/{year:04}/{month:02}.md")
    for topic in sorted(topics):
        yield _made(f"topics/{topic}.md")
    for key in sorted(stories):
        record = corpus.stories.get(key)
        yield _made(f"stories/{key}.md", _origin(record.source.path) if record else "")
    for key, speaker in corpus.speakers.items():
        yield _made(
            f"people/{key}.md", _origin(speaker.record.source.path) if speaker.record else ""
        )
    yield from _old_addresses(corpus)


def _old_addresses(corpus: Corpus) -> Iterator[tuple[str, str, Place]]:
    for one in corpus.articles:
        source, front = one.article.source, one.article.front_matter
        for index, stem in enumerate(one.article.fields.formerly):
            place = source.place(front.span("formerly", index))
            yield f"briefings/{stem}.md", _origin(source.path), place


def share_paths(corpus: Corpus) -> Iterator[str]:
    """Give the paths of all share images that there may be."""
    yield from (f"share/{name}.png" for name in ("index", *(one.stem for one in corpus.articles)))


def data_paths(years: Iterable[int]) -> Iterator[str]:
    """Give the paths of all files of open data that content of these years can have."""
    for name in DATA_LISTS:
        yield f"data/{name}.schema.json"
        for year in ("", *(f"-{year:04}" for year in years)):
            yield f"data/{name}{year}.json"
            if name == "quotations":
                yield f"data/{name}{year}.csv"


def _made(path: str, origin: str = "") -> tuple[str, str, Place]:
    return path, origin, Place(f"content/{origin or path}", 1, 1)


def _origin(path: str) -> str:
    return path.removeprefix("content/")


def collisions(
    corpus: Corpus, files: Iterable[str], made: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """Find pages and files (paths in the content folder) that would stand at one address.

    `made` are files that are generated besides the pages.
    """
    taken: dict[str, tuple[str, str, Place]] = {}
    for draft in corpus.unpublished:  # a draft keeps its stem
        origin = _origin(draft.article.source.path)
        taken[_address(f"briefings/{draft.stem}.md")] = _made(f"briefings/{draft.stem}.md", origin)
    for page in generated_paths(corpus):
        address = _address(page[0])
        other = taken.setdefault(address, page)
        if other is not page:
            message = f"two pages would stand at `/{address}/`"
            first = Related(other[2], "the other one")
            yield Diagnostic(Code.FILE_COLLISION, page[2], message, "", (first,))
    taken |= {path: _made(path) for path in made}
    for path in sorted(files):
        found = taken.get(_address(path))
        if found and found[1] != path:
            origin = f" made of `content/{found[1]}`" if found[1] else ""
            what = "page" if found[0].endswith(".md") else "file"
            message = f"this file has the address of the generated {what} `{found[0]}`{origin}"
            place = Place(f"content/{path}", 1, 1)
            yield Diagnostic(Code.FILE_COLLISION, place, message, "Move or rename it.")


def _address(path: str) -> str:
    """Address below the site's root that a file of the docs folder gets."""
    bare = path.removesuffix(".md").removesuffix(".markdown").removesuffix(".html")
    for name in ("index", "README"):
        if bare == name:
            return ""
        bare = bare.removesuffix(f"/{name}")
    return bare.casefold()
