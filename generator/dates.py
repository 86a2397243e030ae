"""Dates as readers see them."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(date: dt.date | str) -> str:
    """Write a day (“20 May 2025”) or month (“May 2025”), given as a date or in ISO 8601."""
    year, month, *day = str(date).split("-")
    name = f"{MONTHS[int(month) - 1]} {int(year)}"
    return f"{int(day[0])} {name}" if day else name
