"""JSON as it is published: on one line, and nothing in it that has no bytes."""

from __future__ import annotations

import json
import re

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_HALVES = re.compile("[\ud800-\udfff]")


def compact(value: object) -> str:
    """Write a value as JSON without spaces."""
    return without_halves(_ENCODER.encode(value))


def without_halves(text: str) -> str:
    """Leave out halves of characters (surrogates), which cannot be encoded."""
    return text if text.isascii() else _HALVES.sub("", text)
