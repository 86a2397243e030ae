"""The files of the share images: drawn when a site is made, and kept by content in build/share/.

A kept file's name says what is drawn and what its bytes are, so one that was cut off or changed is
drawn anew. Files that no image needs any more are removed; others' files are left alone.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.share_fonts import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.share_images import ShareImage

KEPT = Path("build", "share")
_NAME = re.compile(r"(?P<image>[0-9a-f]{32})\.(?P<bytes>[0-9a-f]{32})\.png")
_DRAWING = ("share_drawing.py", "share_fonts.py", "share_type.py")


def share_files(images: Mapping[str, ShareImage], folder: Path) -> dict[str, bytes | Path]:
    """Give the images of a site: their paths in it, and the files (or what is in them)."""
    if not images:
        return {}
    kept, program = folder / KEPT, _program()
    known = _known(kept)
    files: dict[str, bytes | Path] = {}
    used: set[Path] = set()
    for path, image in images.items():
        key = _hash(f"{program}\n{image!r}".encode())
        file = known.get(key)
        if file is None or not _is_whole(file):
            file, content = _drawn(image, kept, key)
            files[path] = file or content
        else:
            files[path] = file
        used |= {file} if file else set()
    _remove(file for file in known.values() if file not in used)
    return files


def _program() -> str:
    """Hash of everything but the image itself that decides how it looks."""
    parts = (digest(), version("pillow"), *map(_own, _DRAWING))
    return _hash("\n".join(parts).encode())


def _own(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _known(kept: Path) -> dict[str, Path]:
    """Give the files that were kept, by what is drawn on them."""
    with suppress(OSError):
        found = ((_NAME.fullmatch(file.name), file) for file in sorted(kept.iterdir()))
        return {match["image"]: file for match, file in found if match}
    return {}


def _is_whole(file: Path) -> bool:
    with suppress(OSError):
        return file.is_file() and _hash(file.read_bytes()) == file.name.split(".")[1]
    return False


def _drawn(image: ShareImage, kept: Path, key: str) -> tuple[Path | None, bytes]:
    """Draw an image and keep it; where nothing can be written, it is drawn each time."""
    from generator.share_drawing import draw

    content = draw(image)
    file = kept / f"{key}.{_hash(content)}.png"
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        kept.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(file)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return None, content
    return file, content


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]
