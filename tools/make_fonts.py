"""Makes the fonts of the share images in generator/fonts/ out of the published ones.

Run once, by hand, when a font is to be replaced; needs fonttools 4.68. The arguments are folders with
what these packages hold: fontpkg-literata 3.103 (PyPI), @expo-google-fonts/noto-sans 0.4.2,
noto-naskh-arabic 0.4.5 and noto-serif-hebrew 0.4.2 (npm).

Each font keeps what headlines, quotations and names need. What a program must know of them without
reading them goes into metrics.json: which characters each has, and the kerning of common pairs, in
thousandths of the size. A no-op in `prep` keeps FreeType from hinting the letters itself.
"""

import json
import sys
import unicodedata
from itertools import product
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parent.parent / "generator" / "fonts"
COMMON = [*range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x20A0, 0x20C1), 0x200C, 0x200D,
          0x200E, 0x200F, *range(0x2070, 0x209F), *range(0x2100, 0x2150), *range(0x2190, 0x219A),
          0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CC, 0xFFFD]  # fmt: skip
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, 0x1A0, 0x1A1, 0x1AF, 0x1B0,
         *range(0x1CD, 0x1DD), *range(0x1E6, 0x1F6), *range(0x1FA, 0x220), 0x259, *range(0x2B9, 0x2DE),
         *range(0x300, 0x345), *range(0x1E00, 0x1F00)]  # fmt: skip
EUROPE = [*LATIN, *range(0x370, 0x530), *COMMON]
ARABIC = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x600, 0x700), *COMMON]
HEBREW = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x590, 0x600),
    *range(0xFB1D, 0xFB50),
    *COMMON,
]
KERNED = [*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x386, 0x3CF), *range(0x400, 0x460),
          0x490, 0x491, *range(0x2010, 0x2027)]  # fmt: skip
LEAST = 10
"""The smallest kerning that is kept, in thousandths of the size."""
FONTS = {
    "serif": ("Literata[[]opsz,wght[]].ttf", {"wght": 400, "opsz": 24}, EUROPE),
    "serif-bold": ("Literata[[]opsz,wght[]].ttf", {"wght": 700, "opsz": 36}, EUROPE),
    "sans": ("NotoSans_400Regular.ttf", {}, EUROPE),
    "sans-bold": ("NotoSans_600SemiBold.ttf", {}, EUROPE),
    "arabic": ("NotoNaskhArabic_400Regular.ttf", {}, ARABIC),
    "arabic-bold": ("NotoNaskhArabic_700Bold.ttf", {}, ARABIC),
    "hebrew": ("NotoSerifHebrew_400Regular.ttf", {}, HEBREW),
    "hebrew-bold": ("NotoSerifHebrew_700Bold.ttf", {}, HEBREW),
}


def main(folders: list[str]) -> None:
    metrics = {}
    for name, (pattern, axes, wanted) in FONTS.items():
        font = TTFont(next(file for folder in folders for file in Path(folder).rglob(pattern)))
        if axes:
            font = instantiateVariableFont(font, axes, inplace=False)
        european = wanted is EUROPE
        pairs = kerning(font) if european else {}
        reduce(font, wanted, european=european)
        if "prep" in font:
            font["prep"].program.fromAssembly(
                [*font["prep"].program.getAssembly(), "PUSHB[ ]", "0", "POP[ ]"]
            )
        font["head"].modified = font["head"].created  # the same bytes whenever it is made
        font.recalcTimestamp = False
        font.save(OUT / f"{name}.ttf")
        metrics[name] = {"characters": ranges(font.getBestCmap()), "kerning": in_classes(pairs)}
    lines = ",\n".join(f' "{name}": {in_json(found)}' for name, found in metrics.items())
    (OUT / "metrics.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def in_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reduce(font: TTFont, wanted: list[int], *, european: bool) -> None:
    """Leave out what is not wanted; of a European font's features only those for marks stay."""
    options = subset.Options()
    options.hinting = True  # there is none, but `prep` must stay
    options.layout_features = ["mark", "mkmk", "ccmp"] if european else ["*"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["STAT", "DSIG", "gasp", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """Read the kerning of common pairs out of GPOS."""
    table = font["GPOS"].table
    used = {i for r in table.FeatureList.FeatureRecord if r.FeatureTag == "kern"
            for i in r.Feature.LookupListIndex}  # fmt: skip
    names = font.getBestCmap()
    glyphs = {names[c]: chr(c) for c in KERNED if c in names}
    scale = font["head"].unitsPerEm / 1000
    found: dict[tuple[str, str], int] = {}
    for index in sorted(used):
        lookup = table.LookupList.Lookup[index]
        subtables = [getattr(s, "ExtSubTable", s) for s in lookup.SubTable]
        subtables = [s for s in subtables if s.LookupType == 2]
        for pair in product(glyphs, glyphs):
            if not together(glyphs[pair[0]], glyphs[pair[1]]):
                continue
            value = next((v for s in subtables if (v := pair_value(s, *pair)) is not None), 0)
            if value:
                found[pair] = found.get(pair, 0) + value
    thousandths = {
        (glyphs[left], glyphs[right]): round(value / scale)
        for (left, right), value in found.items()
    }
    return {pair: value for pair, value in thousandths.items() if abs(value) >= LEAST}


def together(left: str, right: str) -> bool:
    """Whether two characters ever stand side by side: of one script, no capital after a small one."""
    if not (left.isalpha() and right.isalpha()):
        return True
    small = left.islower() and right.isupper()
    return not small and script(left) == script(right)


def script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def pair_value(table: object, left: str, right: str) -> int | None:
    """Give the kerning of a pair in one subtable; None if the subtable says nothing of it."""
    if left not in cached(table.Coverage):
        return None
    if table.Format == 1:
        records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        for record in records:
            if record.SecondGlyph == right:
                return record.Value1.XAdvance if record.Value1 else 0
        return None
    first = table.ClassDef1.classDefs.get(left, 0)
    second = table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[first].Class2Record[second].Value1
    return getattr(value, "XAdvance", 0) if value else 0


def cached(coverage: object) -> frozenset[str]:
    if not hasattr(coverage, "names"):
        coverage.names = frozenset(coverage.glyphs)
    return coverage.names


def in_classes(pairs: dict[tuple[str, str], int]) -> dict[str, object]:
    """Write kerning by classes of characters that behave alike: on the left, on the right, values."""
    lefts, rights = sorted({p[0] for p in pairs}), sorted({p[1] for p in pairs})
    rows: dict[tuple[int, ...], str] = {}
    for left in lefts:
        row = tuple(pairs.get((left, right), 0) for right in rights)
        rows[row] = rows.get(row, "") + left
    columns: dict[tuple[int, ...], str] = {}
    for right, column in zip(rights, zip(*rows, strict=True), strict=True):
        columns[column] = columns.get(column, "") + right
    values = [list(row) for row in zip(*columns, strict=True)]
    return {"left": list(rows.values()), "right": list(columns.values()), "values": values}


def ranges(points: dict[int, str]) -> list[list[int]]:
    """Write code points as first and last of each range."""
    found: list[list[int]] = []
    for point in sorted(points):
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
