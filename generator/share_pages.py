"""Gives every page the image that stands for it where it is shared.

An image needs a whole address, so a site that does not know its own has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.addresses import share_image
from generator.share_images import ShareImage, briefing_image, picture, site_image
from generator.targets import whole_file_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.messages import Catalogue
    from generator.settings import Settings
    from generator.views import BriefingView, PageView

_BRIEFINGS = "briefings/"
SITE = share_image("index")
"""The image of the site itself; no article's file is called `index`."""


@dataclass(frozen=True)
class Shared:
    """Pages with their images: `images` maps paths in the site to what is drawn there."""

    views: tuple[PageView, ...]
    images: Mapping[str, ShareImage] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def with_pictures(views: tuple[PageView, ...], settings: Settings, catalogue: Catalogue) -> Shared:
    """Name for each page its image: a briefing's own, or else the site's."""
    if not settings.site_url:
        return Shared(views)
    wanted = {SITE: site_image(settings)}
    for view in views:
        if "briefing" in view.values:
            briefing: BriefingView = view.values["briefing"]
            words = catalogue.words(briefing.language)
            wanted[_path(view)] = briefing_image(briefing, settings, words)
    images = {path: image for path, image in wanted.items() if not image.is_shaped or _can_shape()}
    return Shared(
        tuple(_with_picture(view, images, settings.site_url) for view in views),
        images,
        _notices(wanted, images),
    )


def _path(view: PageView) -> str:
    """Path of the image of a page."""
    if "briefing" not in view.values:
        return SITE
    return share_image(view.path.removeprefix(_BRIEFINGS).removesuffix(".md"))


def _with_picture(view: PageView, images: Mapping[str, ShareImage], site_url: str) -> PageView:
    """Name a page's image, in its JSON-LD too unless the article has a picture of its own."""
    path = _path(view)
    if path not in images:
        return view
    described = view.head.structured
    if "briefing" in view.values:
        described = {"image": whole_file_address(site_url, path), **described}
    shown = picture(images[path], path)
    return replace(view, head=replace(view.head, picture=shown, structured=described))


def _can_shape() -> bool:
    from generator.share_type import can_shape  # loads Pillow

    return can_shape()


def _notices(wanted: Mapping[str, ShareImage], images: Mapping[str, ShareImage]) -> tuple[str, ...]:
    """Say once for the whole site what share images lack, and why."""
    found = []
    if missing := len(wanted) - len(images):
        found.append(
            f"{missing} share {'image is' if missing == 1 else 'images are'} not drawn: such text "
            "needs the library FriBidi, which is not installed here "
            "(Debian, Ubuntu: apt install libfribidi0)."
        )
    if lacking := sum(image.left_out for image in images.values()):
        found.append(
            f"{lacking} share {'image lacks' if lacking == 1 else 'images lack'} a text, because "
            "no font of this program has its letters."
        )
    return tuple(found)
