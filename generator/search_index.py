"""The files of the search: records -> what a browser fetches of them, a little for each query.

Words are sorted and cut into files; each stands with its hits: which records have it, and how much
it says of each. What results show lies in blocks of records, and what filters need in one file of
columns. A word that stands almost everywhere has a file of its own, which is fetched only if a
query has nothing rarer. All but the first file lie in a folder that is named for their content, so
that files of two builds never mix in a cache.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.json_text import compact
from generator.search_words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.search_records import SearchRecord

FOLDER = "assets/search"
ENTRY = f"{FOLDER}/index.json"
BLOCK = 24
"""Records in a file."""
WORDS_FILE = 24_000
"""Characters of hits in a file of words; a word with a third of that has a file of its own."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LEVELS = 8
_ON_A_PAGE = frozenset({"quotation", "question", "reported"})
"""Kinds of records whose title is that of the page on which they stand."""
_TITLE, _AROUND = 2.5, 0.2
"""What a word counts in the title of a page of its own, and around the words, against in them."""
_SATURATION, _LENGTH = 1.2, 0.45
"""Of the usual formula (BM25): how soon repeating says nothing more, and what length takes away."""


def search_files(records: Sequence[SearchRecord]) -> dict[str, bytes]:
    """Give the files by their paths in the docs folder."""
    hits = _hits(records)
    shards, common = _shards(hits)
    files: dict[str, object] = {"filters.json": _columns(records)}
    files |= {f"w{number}.json": shard for number, shard in enumerate(shards)}
    files |= {f"c{number}.json": {word: hits[word]} for number, word in enumerate(common)}
    for number, start in enumerate(range(0, len(records), BLOCK)):
        files[f"r{number}.json"] = [_shown(record) for record in records[start : start + BLOCK]]
    written = {name: compact(content).encode() for name, content in files.items()}
    folder = sha256(b"\0".join(written.values())).hexdigest()[:12]
    entry = {
        "folder": folder,
        "records": len(records),
        "block": BLOCK,
        "words": [next(iter(shard)) for shard in shards],
        "common": {word: [number, _count(hits[word])] for number, word in enumerate(common)},
    }
    return {
        ENTRY: compact(entry).encode(),
        **{f"{FOLDER}/{folder}/{name}": content for name, content in written.items()},
    }


def _hits(records: Sequence[SearchRecord]) -> dict[str, str]:
    """Map each word to its hits, in the order in which a browser compares words."""
    read = [_weighed(record) for record in records]
    average = sum(length for _, length in read) / max(len(read), 1) or 1
    hits: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, (weights, length) in enumerate(read):
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * length / average)
        for word, weight in weights.items():
            level = int(_LEVELS * weight / (weight + norm))
            written = _number((number - last.get(word, 0)) * _LEVELS + min(level, _LEVELS - 1))
            last[word] = number
            if word in hits:
                hits[word].append(written)
            else:
                hits[word] = [written]
    ordered = sorted(hits, key=lambda word: word.encode("utf-16-be"))
    return {word: "".join(hits[word]) for word in ordered}


def _weighed(record: SearchRecord) -> tuple[dict[str, float], int]:
    """Say how much each word counts in a record, and how long that is."""
    words = words_in(" ".join(record.parts))
    weights: dict[str, float] = dict(Counter(words))
    for text, weight in (
        (record.title, 0 if record.kind in _ON_A_PAGE else _TITLE),
        (record.speaker, 1),
        (record.around, _AROUND),
    ):
        for word in words_in(text) if weight else ():
            weights[word] = weights.get(word, 0) + weight
    return weights, len(words)


@lru_cache(maxsize=1 << 16)
def _number(value: int) -> str:
    """Write a number: digits to the base of 32, the lowest first, all but the last one marked."""
    written = ""
    while value >= 32:  # noqa: PLR2004 - the base
        written += _DIGITS[32 + (value & 31)]
        value >>= 5
    return written + _DIGITS[value]


def _count(hits: str) -> int:
    """Count hits: each ends with a digit that is not marked."""
    return sum(1 for digit in hits if _DIGITS.index(digit) < 32)  # noqa: PLR2004 - the base


def _shards(hits: dict[str, str]) -> tuple[list[dict[str, str]], list[str]]:
    """Cut the words into files, in their order; give those apart that stand almost everywhere."""
    common = [word for word, found in hits.items() if len(found) > WORDS_FILE // 3]
    apart = frozenset(common)
    shards: list[dict[str, str]] = [{}]
    size = 0
    for word, found in hits.items():
        if word in apart:
            continue
        if size > WORDS_FILE:
            shards.append({})
            size = 0
        shards[-1][word] = found
        size += len(word) + len(found)
    return [shard for shard in shards if shard], common


def _columns(records: Sequence[SearchRecord]) -> dict[str, dict[str, object]]:
    """Give for each filter its values by name, and a number for each record: 0 is none of them."""
    return {
        "kind": _column(records, lambda record: record.kind),
        "speaker": _column(records, lambda record: record.speaker if record.is_known else ""),
        "story": _column(records, lambda record: record.story),
        "year": _column(records, lambda record: record.year),
    }


def _column(
    records: Iterable[SearchRecord], value_of: Callable[[SearchRecord], str]
) -> dict[str, object]:
    values = [value_of(record) for record in records]
    names = sorted({value for value in values if value})
    numbers = {name: number for number, name in enumerate(names, 1)}
    return {"names": names, "of": "".join(_number(numbers.get(value, 0)) for value in values)}


def _shown(record: SearchRecord) -> dict[str, object]:
    """Give what a result shows, without what is empty."""
    return dict(_filled(record))


def _filled(record: SearchRecord) -> Iterator[tuple[str, object]]:
    yield "kind", record.kind
    yield "address", record.address
    for name, value in (
        ("title", record.title),
        ("parts", record.parts),
        ("speaker", record.speaker),
        ("quotedBy", record.quoted_by),
        ("date", record.shown_date),
        ("state", record.state),
        ("doubtful", record.doubtful),
        ("lang", record.language),
    ):
        if value:
            yield name, value
