"""What the owner of a site can set: the options of the plugin `briefing` in mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass

_OWN = {"primary": "custom", "accent": "custom"}

SECTIONS = (
    "summary",
    "quotes",
    "reported",
    "questions",
    "story",
    "people",
    "article",
    "sources",
)
"""The sections of a briefing in the order in which they stand by default."""

PAGE_SIZE = 50

THEME = {
    "name": "material",
    "font": False,
    "features": ["navigation.tabs", "navigation.indexes", "toc.follow"],
    "palette": [
        {
            "media": f"(prefers-color-scheme{of})",
            **scheme,
            "toggle": {"icon": f"material/brightness-{icon}", "name": name},
        }
        for of, scheme, icon, name in (
            ("", {}, "auto", "Switch to light mode"),
            (": light", {"scheme": "default", **_OWN}, "7", "Switch to dark mode"),
            (": dark", {"scheme": "slate", **_OWN}, "4", "Follow the system"),
        )
    ],
}
"""The theme of a site whose mkdocs.yml names none: tabs, both schemes, the reader's own fonts."""


@dataclass(frozen=True)
class Settings:
    """Options of a site; each has a default that fits most sites.

    `sections` orders the sections of a briefing, and those not named are left out; `titles`
    renames them. `newest` and `featured_questions` are the most briefings and questions on the
    home page, `page_size` how much stands on a page of a long list, `key_quotations` the most
    quotations shown unfolded. `corrections_link` is an http(s) or mailto address for "Report an
    error", in which `{address}` stands for the address of what is reported. `site_url` is where the
    site will stand, if that is known.
    """

    sections: tuple[str, ...] = SECTIONS
    titles: tuple[tuple[str, str], ...] = ()
    newest: int = 10
    key_quotations: int = 5
    featured_questions: int = 5
    page_size: int = PAGE_SIZE
    corrections_link: str = ""
    language: str = "en"
    site_name: str = ""
    site_url: str = ""
    site_description: str = ""
    drafts: bool = False
    strict: bool = False
