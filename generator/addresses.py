"""What is generated, pages and files, and files of the author's that would stand in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Code, Diagnostic, Related
from generator.lists import list_pages, topic_page
from generator.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.corpus import Corpus
    from generator.model import Person, Story

HOME = "index.md"
GUIDE = "how-to-read/index.md"
OWN = (HOME, GUIDE)
"""Generated pages that give way to an author's file of that name."""
SEARCH = "search.md"
DATA = "data/index.md"
LISTS = ("archive", "topics", "stories", "people", "quotations", "questions", "digests")
ALWAYS = (*OWN, SEARCH, DATA, *(f"{name}/index.md" for name in LISTS))
"""Generated pages that every site has."""
DATA_LISTS = ("briefings", "quotations", "questions", "people")
FEEDS = ("atom.xml", "feed.json")


def generated_pages(corpus: Corpus, page_size: int) -> Iterator[tuple[str, str, Place]]:
    """Give the path of every page that is made, the author's file, and where that asks for it."""
    for path in ALWAYS:
        yield _made(path, path if path in OWN else "")
    for one in corpus.articles:
        yield _made(f"briefings/{one.stem}.md", one.article.source.content_path)
    for year in sorted({one.article.fields.date.year for one in corpus.articles}):
        yield _made(f"archive/{year:04}/index.md")
    records: dict[str, Person | Story | None]
    records = {f"stories/{key}.md": thread.record for key, thread in corpus.threads.items()}
    records |= {f"people/{key}.md": speaker.record for key, speaker in corpus.speakers.items()}
    for path in list_pages(corpus, page_size):
        if path not in ALWAYS:
            yield _made(path, _origin(records.get(path)))
    yield from _old_addresses(corpus)


def _old_addresses(corpus: Corpus) -> Iterator[tuple[str, str, Place]]:
    for one in corpus.articles:
        source, front = one.article.source, one.article.front_matter
        for index, stem in enumerate(one.article.fields.formerly):
            place = source.place(front.span("formerly", index))
            yield f"briefings/{stem}.md", source.content_path, place


def feed_folder(page: str) -> str:
    """Give the folder in which the feeds of a page stand, with its last slash."""
    return "" if page == HOME else page.removesuffix(".md") + "/"


def share_image(stem: str) -> str:
    """Path of the share image of a briefing; that of the site is called as no article can be."""
    return f"share/{stem}.png"


def annotations_file(stem: str) -> str:
    """Path of the Web Annotations of a briefing."""
    return f"briefings/{stem}/annotations.jsonld"


def generated_files(corpus: Corpus, *, has_address: bool = True) -> Iterator[str]:
    """Give the paths in the docs folder of all files that may be made besides the pages.

    Some are made only where the site's own address is known, or where articles are shown.
    """
    yield from _data(corpus)
    annotated = (one.stem for one in corpus.articles if one.article.body.annotations)
    yield from map(annotations_file, annotated)
    if has_address:
        yield from _feeds(corpus)
        yield from map(share_image, ("index", *(one.stem for one in corpus.articles)))


def _feeds(corpus: Corpus) -> Iterator[str]:
    pages = [HOME] if corpus.articles else []
    pages += [f"stories/{key}.md" for key, thread in corpus.threads.items() if thread.articles]
    pages += [topic_page(topic.key) for topic in corpus.topics]
    yield from (feed_folder(page) + name for page in pages for name in FEEDS)


def _data(corpus: Corpus) -> Iterator[str]:
    years = sorted({one.article.fields.date.year for one in corpus.articles})
    for name in DATA_LISTS:
        yield f"data/{name}.schema.json"
        for year in ("", *(f"-{year:04}" for year in years)):
            yield f"data/{name}{year}.json"
            if name == "quotations":
                yield f"data/{name}{year}.csv"


def _made(path: str, origin: str = "") -> tuple[str, str, Place]:
    return path, origin, Place(f"content/{origin or path}", 1, 1)


def _origin(record: Person | Story | None) -> str:
    return record.source.content_path if record else ""


def collisions(
    corpus: Corpus,
    files: Iterable[str],
    made: Iterable[str],
    page_size: int,
) -> Iterator[Diagnostic]:
    """Find pages and files (paths in the content folder) that would stand at one address.

    `made` are files that are generated besides the pages.
    """
    taken: dict[str, tuple[str, str, Place]] = {}
    for draft in corpus.unpublished:  # a draft keeps its stem
        origin = draft.article.source.content_path
        taken[_address(f"briefings/{draft.stem}.md")] = _made(f"briefings/{draft.stem}.md", origin)
    for page in generated_pages(corpus, page_size):
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
