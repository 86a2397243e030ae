"""What the search costs: its index of many records, and beside it Pagefind's of the same.

Pagefind, the usual search of static sites, is measured where its package is installed
(`pip install "pagefind[bin]"`); the site does not need it. It is spoken to directly, since its
Python package waits a tenth of a second for each record.
"""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import os
import random
import subprocess
import tempfile
import threading
from bisect import bisect_right
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.search_index import BLOCK, ENTRY, FOLDER, search_files
from generator.search_records import SearchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("quotation",) * 4 + ("reported",) * 2 + ("question",)
SYLLABLES = "ba be di do ka ke li lo ma mi na no ra ri sa se ta te ti to va vi".split()
WORDS = 30_000
COMPARED = 20
"""Records whose words a browser compares with the query, each perhaps in a file of its own."""


def records(briefings: int) -> list[SearchRecord]:
    """Make eight records a briefing, of words as frequent as those of a language (Zipf's law)."""
    chance = random.Random(briefings)  # noqa: S311 - no secret is made of it
    vocabulary = dict.fromkeys(
        "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 3, 3, 4)))) for _ in range(WORDS)
    )
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(vocabulary))))
    names = list(vocabulary)

    def text(count: int) -> str:
        return " ".join(chance.choices(names, cum_weights=weights, k=count))

    found = []
    for number in range(briefings):
        date = f"{2000 + number * 25 // briefings}-{chance.randrange(1, 13):02}-01"
        title, story = text(8), f"Story {number // 50}"
        page = f"briefings/article-{number:05}/"
        found.append(SearchRecord("briefing", page, title, (text(500),), story=story, date=date))
        for index, kind in enumerate(KINDS):
            who = "" if kind == "question" else f"Speaker {chance.randrange(300)}"
            found.append(
                SearchRecord(
                    kind,
                    f"{page}#q{index}",
                    title,
                    (text(22),),
                    speaker=who,
                    is_known=bool(who),
                    story=story,
                    date=date,
                    shown_date=date,
                )
            )
    return found


def fetched(files: dict[str, bytes]) -> int:
    """Count the bytes of a first search: two words in the middle, filters, results; compressed."""
    sizes = {path: len(gzip.compress(content)) for path, content in files.items()}
    entry = json.loads(files[ENTRY])
    folder = f"{FOLDER}/{entry['folder']}"
    middle = [entry["words"][len(entry["words"]) * part // 3] for part in (1, 2)]
    numbers = {bisect_right(entry["words"], word) - 1 for word in middle}
    blocks = sorted(size for path, size in sizes.items() if path.startswith(f"{folder}/r"))
    return (
        sizes[ENTRY]
        + sizes[f"{folder}/filters.json"]
        + sum(sizes[f"{folder}/w{number}.json"] for number in numbers)
        + sum(blocks[-min(COMPARED, len(blocks)) :])
    )


def has_pagefind() -> bool:
    """Whether Pagefind is there to be measured."""
    return find_spec("pagefind") is not None


def pagefind(found: list[SearchRecord]) -> tuple[int, int, int]:
    """Let Pagefind make its index; gives peak memory in MB, files, and bytes of a first search.

    Those are its script, program, metadata, all filters, two files of words and five of results.
    """
    from pagefind.service import get_executable  # noqa: PLC0415 - not a dependency

    with (
        tempfile.TemporaryDirectory() as out,
        subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        answers = _answers(process)
        _send(process, {"type": "NewIndex", "config": {}})
        index = next(answers)["payload"]["index_id"]
        sender = threading.Thread(target=_send_all, args=(process, index, found))
        sender.start()
        for _ in found:
            next(answers)
        sender.join()
        _send(process, {"type": "WriteFiles", "index_id": index, "output_path": out})
        next(answers)
        memory = _peak(process.pid)
        process.terminate()
        sizes = {path: path.stat().st_size for path in Path(out).rglob("*") if path.is_file()}
    return memory, len(sizes), _fetched_of_pagefind(sizes)


def _fetched_of_pagefind(sizes: dict[Path, int]) -> int:
    def middle(suffix: str, count: int) -> int:
        found = sorted(size for path, size in sizes.items() if path.suffix == suffix)
        return sum(found[len(found) // 2 :][:count])

    always = (".pf_meta", ".pf_filter")
    needed = sum(
        size
        for path, size in sizes.items()
        if path.suffix in always or path.name == "wasm.en.pagefind"
    )
    scripts = 25_000  # pagefind.js and its worker, compressed
    return scripts + needed + middle(".pf_index", 2) + middle(".pf_fragment", 5)


def _send_all(process: subprocess.Popen[bytes], index: int, found: list[SearchRecord]) -> None:
    for record in found:
        filters = {"kind": [record.kind], "story": [record.story], "year": [record.year]}
        if record.speaker:
            filters["speaker"] = [record.speaker]
        _send(
            process,
            {
                "type": "AddRecord",
                "index_id": index,
                "url": f"/{record.address}",
                "content": " ".join(record.parts),
                "language": "en",
                "meta": {"title": record.title, "kind": record.kind, "speaker": record.speaker},
                "filters": filters,
                "sort": {"date": record.date},
            },
        )


def _send(process: subprocess.Popen[bytes], payload: dict[str, Any]) -> None:
    message = json.dumps({"message_id": 1, "payload": payload})
    assert process.stdin
    process.stdin.write(base64.b64encode(message.encode()) + b",")
    process.stdin.flush()


def _answers(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    assert process.stdout
    read = b""
    while piece := os.read(process.stdout.fileno(), 1 << 16):
        *whole, read = (read + piece).split(b",")
        for answer in whole:
            yield json.loads(base64.b64decode(answer))


def _peak(process: int) -> int:
    """Peak memory of a process in MB, where the system tells it."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    text = status.read_text()
    return int(text.partition("VmHWM:")[2].split()[0]) // 1024


def files_of(found: list[SearchRecord]) -> dict[str, bytes]:
    """Make our own index."""
    files = search_files(found)
    assert len(files) > len(found) // BLOCK
    return files
