"""Briefing: from annotated Markdown articles to a static briefing site."""

__version__ = "0.1.0"
