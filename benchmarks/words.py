"""Quotations of all states and a text of a given length, for measuring how they are compared."""

from __future__ import annotations

import random
import time

from generator.main_text import main_text
from generator.page_text import page_text
from generator.words import StoredText, compare, find

QUOTATIONS = 100
_HEAD = "<!DOCTYPE html><title>Talks</title><nav><a href='/'>Home</a></nav><main><article>"


def sentences(length: int) -> list[str]:
    """Make sentences of some length in all, of words as often as a language has them."""
    chance = random.Random(1)  # noqa: S311 - no secret
    letters = "etaoinshrdlucmfwyp"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(8_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    made: list[str] = []
    while length > 0:
        chosen = chance.choices(words, weights, k=chance.randint(8, 24))
        made.append(" ".join(chosen).capitalize().replace(" ", " “I’ll — ", 1) + ".”")
        length -= len(made[-1]) + 1
    return made


def quotations(made: list[str]) -> list[str]:
    """Take quotations from all over a text, as many of each state."""
    found: list[str] = []
    for number in range(QUOTATIONS):
        sentence = made[number * len(made) // QUOTATIONS]
        words = sentence.split()
        found.append(
            (
                sentence,
                sentence.replace("’", "'").replace("“", '"'),
                " ".join([*words[:4], "…", *words[-3:]]),
                " ".join([*words[:4], "[they]", *words[5:]]),
                " ".join([*words[:4], "otherwise", *words[5:]]),
                " ".join(f"{word}x" for word in words),
            )[number % 6]
        )
    return found


def seconds_for_plain_text(made: list[str], quoted: list[str]) -> tuple[float, set[str]]:
    """Time the comparing with a plain text, its reading included, and give the states found."""
    text = "\n".join(made)
    start = time.perf_counter()
    stored = StoredText(text)
    states = {compare(words, stored).state.value for words in quoted}
    return time.perf_counter() - start, states


def seconds_for_page(made: list[str], quoted: list[str]) -> tuple[float, set[str]]:
    """Time the same with a saved page; words that it has are looked for in its main text."""
    html = _HEAD + "".join(f"<p>{sentence} <b>Bold</b></p>\n" for sentence in made)
    start = time.perf_counter()
    stored, main = StoredText(page_text(html).text), StoredText(main_text(html))
    states = set()
    for words in quoted:
        found = compare(words, stored).state.value
        states.add(found)
        if find(words, stored):
            find(words, main)
    return time.perf_counter() - start, states
