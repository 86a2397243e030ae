"""Run measurements and print them with what they are to reach.

Machines differ and are shared. So beside each figure stands what the same machine, in the same
minutes, needs for the least that could be done: markdown-it-py alone for `check`, a plain Material
site of the same texts for `mkdocs build`.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks import linking as linking_
from benchmarks import search as searching
from benchmarks import words as words_
from benchmarks.corpus import write_plain_site, write_site

ROOT = Path(__file__).parent.parent
BRIEFING = Path(sys.executable).parent / "briefing"
MKDOCS = Path(sys.executable).parent / "mkdocs"
REPEATS = 3


def seconds(command: list[str | Path], folder: Path) -> float:
    """Wall time of a command on one core, the best of a few runs."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run(
            command,
            cwd=folder,
            check=True,
            capture_output=True,
            preexec_fn=_one_core,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        best = min(best, time.perf_counter() - start)
    return best


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def line(what: str, value: str, goal: str) -> None:
    """Print one figure."""
    print(f"{what:58} {value:>12}   goal: {goal}", flush=True)


def check(folder: Path) -> None:
    """Time `briefing check`, start-up included, and its growth, beside markdown-it-py alone."""
    counts = (1_000, 10_000)
    times = []
    for count in counts:
        site = folder / f"check-{count}"
        write_site(site, count)
        times.append(seconds([BRIEFING, "check"], site))
    milliseconds = [1000 * took / count for took, count in zip(times, counts, strict=True)]
    line("check, 1,000 articles: ms an article", f"{milliseconds[0]:.2f}", "at most 1.5")
    line("check, 10,000 articles: ms an article", f"{milliseconds[1]:.2f}", "linear")
    line("check, growth from 1,000 to 10,000", f"{times[1] / times[0]:.1f}x", "about 10x")
    bare = 1000 * _bare_parser(folder / f"check-{counts[0]}") / counts[0]
    line("markdown-it-py alone, the same bodies: ms an article", f"{bare:.2f}", "-")
    line("check to markdown-it-py alone", f"{milliseconds[0] / bare:.1f}x", "-")


def _bare_parser(site: Path) -> float:
    """Seconds that markdown-it-py takes for the bodies of a site, the best of a few runs."""
    files = sorted((site / "content" / "articles").glob("*.md"))
    bodies = [file.read_text(encoding="utf-8").split("---\n", 2)[2] for file in files]
    parser, best = MarkdownIt("commonmark"), float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        for body in bodies:
            parser.parse(body)
        best = min(best, time.perf_counter() - start)
    return best


def shipped(folder: Path) -> None:
    """Time a clean build of the shipped content."""
    site = folder / "shipped"
    ignored = shutil.ignore_patterns(".*", "site", "build", "tests", "generator", "benchmarks")
    shutil.copytree(ROOT, site, ignore=ignored)
    took = seconds([BRIEFING, "build", "--site-dir", str(folder / "shipped-site")], site)
    line("build of the shipped content: seconds", f"{took:.2f}", "at most 3")


def pages(folder: Path) -> None:
    """Time `mkdocs build`: what a page costs, the growth, and a plain Material site beside it."""
    counts = (250, 500, 1_000)
    times = []
    for count in counts:
        site = folder / f"pages-{count}"
        write_site(site, count)
        times.append(seconds([MKDOCS, "build", "-d", folder / f"out-{count}"], site))
    made = [len(list((folder / f"out-{count}").rglob("index.html"))) for count in counts]
    line("mkdocs build, 1,000 briefings: pages", f"{made[2]}", "-")
    line("mkdocs build: ms a page", f"{1000 * times[2] / made[2]:.1f}", "at most 9")
    first, second = (
        (times[1] - times[0]) / (made[1] - made[0]),
        (times[2] - times[1]) / (made[2] - made[1]),
    )
    line("cost of a further page, 500-1,000 to 250-500", f"{second / first:.2f}x", "about 1x")
    plain = folder / "plain"
    write_plain_site(plain, made[2])
    bare = 1000 * seconds([MKDOCS, "build", "-d", folder / "out-plain"], plain) / made[2]
    line("plain Material, the same texts: ms a page", f"{bare:.1f}", "-")
    line("a briefing to a plain page", f"{1000 * times[2] / made[2] / bare:.2f}x", "-")


def linking(_: Path) -> None:
    """Time the linking of articles, people, stories and questions, and its growth."""
    gc.set_threshold(100_000, 50, 50)  # as the command does
    counts = (2_500, 5_000, 10_000)
    times = []
    for count in counts:
        articles = linking_.parsed(count)
        runs = [linking_.linked(articles) for _ in range(REPEATS)]
        times.append(min(took for took, _ in runs))
    corpus = runs[-1][1]
    annotations = sum(len(one.article.body.annotations) for one in corpus.articles)
    line("link: articles, annotations", f"{counts[-1]:,}, {annotations:,}", "10,000, 80,000")
    numbers = f"{len(corpus.questions):,}, {len(corpus.speakers):,}"
    line("link: questions, people", numbers, "5,000, 2,000")
    line("link, 10,000 articles: seconds", f"{times[-1]:.2f}", "at most 3")
    for before, after, took, longer in zip(counts, counts[1:], times, times[1:], strict=False):
        line(f"link, growth from {before:,} to {after:,}", f"{longer / took:.2f}x", "about 2x")


def words(_: Path) -> None:
    """Time 100 quotations of all states against a text, plain and as a saved page."""
    for kind, measure in (
        ("plain text", words_.seconds_for_plain_text),
        ("saved page", words_.seconds_for_page),
    ):
        times = []
        for size, goal in ((250, "-"), (500, "-"), (1_000, "under 1"), (2_000, "-")):
            made = words_.sentences(size * 1_000)
            quoted = words_.quotations(made)
            runs = [measure(made, quoted) for _ in range(REPEATS)]
            times.append(min(took for took, _ in runs))
            name = f"words, {words_.QUOTATIONS} quotations, {size:,} KB of {kind}"
            line(f"{name}: seconds", f"{times[-1]:.2f}", goal)
        line(f"words, {kind}, states", f"{len(runs[-1][1])}", "6")
        for before, after in pairwise(times):
            line(f"words, {kind}, growth with twice the text", f"{after / before:.2f}x", "about 2x")


def search(_: Path) -> None:
    """Time the index of the search, and count what a first filtered search fetches."""
    for count in (1_000, 10_000):
        records = searching.records(count)
        start = time.perf_counter()
        files = searching.files_of(records)
        took = time.perf_counter() - start
        name = f"search, {count:,} briefings"
        line(f"{name}: ms a briefing", f"{1000 * took / count:.2f}", "at most 1.5")
        line(f"{name}: files", f"{len(files):,}", "-")
        size = sum(len(gzip.compress(content)) for content in files.values())
        line(f"{name}: MB, compressed", f"{size / 1e6:.1f}", "-")
        line(
            f"{name}: KB of a first search", f"{searching.fetched(files) / 1e3:.0f}", "at most 300"
        )
        if searching.has_pagefind():
            start = time.perf_counter()
            memory, number, first = searching.pagefind(records)
            took = time.perf_counter() - start
            line("Pagefind, the same: ms a briefing", f"{1000 * took / count:.2f}", "-")
            line("Pagefind, the same: MB of memory, files", f"{memory:,}, {number:,}", "-")
            line("Pagefind, the same: KB of a first search", f"{first / 1e3:.0f}", "-")
    line("memory of this process: MB", f"{_peak_memory():,}", "-")


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


MEASUREMENTS: dict[str, Callable[[Path], None]] = {
    "check": check,
    "shipped": shipped,
    "pages": pages,
    "link": linking,
    "words": words,
    "search": search,
}


def main() -> None:
    """Measure what is named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *MEASUREMENTS], metavar="NAME")
    names = parser.parse_args().names or list(MEASUREMENTS)
    machine = f"{platform.python_implementation()} {platform.python_version()}, one core"
    print(f"{machine}, best of {REPEATS} runs")
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            MEASUREMENTS[name](Path(temporary))


if __name__ == "__main__":
    main()
