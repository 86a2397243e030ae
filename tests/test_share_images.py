"""Share images: what they show, that nothing is cut or altered, and that they are kept."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator import share_files as edge
from generator import share_type
from generator.build import build
from generator.settings import Settings
from generator.share_drawing import BOTTOM, LEFT, RIGHT, TOP, arrange, draw
from generator.share_files import KEPT, share_files
from generator.share_fonts import FOLDER, drawn, face, family, is_shaped, metrics
from generator.share_images import HEIGHT, LONGEST_WORDS, WIDTH, ShareImage, Text, shortened

SITE = "https://example.org/news/"
SAID = "“We have said what we came to say,”"
ARABIC = "أوكرانيا وروسيا تجتمعان في إسطنبول"
HEBREW = "אוקראינה ורוסיה נפגשות באיסטנבול"

needs_shaping = pytest.mark.skipif(not share_type.can_shape(), reason="no FriBidi here")


def image(headline: str = "Minister leaves", words: str = SAID, **other: str) -> ShareImage:
    said = {"speaker": "Ada Example", "about": "Minister", "date": "20 May 2025", "site": "News"}
    said |= other
    return ShareImage(
        shortened(drawn(headline), 240),
        shortened(drawn(words), 330),
        speaker=said["speaker"],
        about=said["about"],
        date=said["date"],
        site=said["site"],
    )


def article(folder: Path, front: str = "", body: str = "", stem: str = "2031-03-03-one") -> Path:
    file = folder / "content" / "articles" / f"{stem}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    body = body or f'[{SAID}]{{.quote by="Ada Example" role="Minister"}} she said.'
    front = front or "title: Minister leaves\ndescription: She left.\n"
    file.write_text(f"---\n{front}date: 2031-03-03\n---\n{body}\n", encoding="utf-8")
    return folder


def shown(folder: Path) -> ShareImage:
    built = build(folder, Settings(site_url=SITE, site_name="News"))
    return built.images["share/2031-03-03-one.png"]


LONG = "word " * 400
HARD = {
    "usual": image(),
    "long headline": image("The minister of examples leaves the talks " * 5),
    "long quotation": image(words=LONG),
    "one word": image("Donaudampfschiff" * 14, "W" * 330, speaker="N" * 150, about="R" * 150),
    "wide": image("W" * 240, "W " * 165, speaker="W " * 80, about="W " * 80, site="W " * 90),
    "alone": image(words="", speaker="", about=""),
    "sentence": image(words="She left.", speaker="", about=""),
    "nothing": image("", "", speaker="", about="", date="", site=""),
    "cyrillic": image("Україна та Росія домовилися", "«Загалом ми задоволені»"),
    "greek": image("Η Ουκρανία και η Ρωσία"),
    "markup": image("</title><script>alert(1)</script> {{ 7*7 }}", "“`a` *b* & <c>”"),
    "arabic": image(ARABIC * 6, f"«{ARABIC}» " * 8, speaker=ARABIC, about=ARABIC * 5),
    "hebrew": image(HEBREW, f"„{HEBREW}” (NATO)", speaker=HEBREW),
    "mixed": image(f"Envoy ({ARABIC}) speaks", "“a\u0323\u0301 b”"),
}


@pytest.mark.parametrize("name", HARD)
def test_everything_has_its_place_and_nothing_is_cut_off(name: str) -> None:
    if HARD[name].is_shaped and not share_type.can_shape():
        pytest.skip("no FriBidi here")
    arranged = arrange(HARD[name])
    boxes = [placed.box for placed in arranged.lines]
    for left, top, right, bottom in boxes:
        assert LEFT - 1 <= left <= right <= RIGHT + 1
        assert top >= TOP - 20
        assert bottom <= HEIGHT - 20
    words = [box for box in boxes if box[1] < BOTTOM]
    assert all(bottom <= BOTTOM + 12 for *_, bottom in words)
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] + 14
            assert apart or other[3] <= top + 14


@pytest.mark.parametrize("name", HARD)
def test_the_file_is_a_png_of_the_size_that_is_promised_and_small(name: str) -> None:
    if HARD[name].is_shaped and not share_type.can_shape():
        pytest.skip("no FriBidi here")
    content = draw(HARD[name])
    assert draw(HARD[name]) == content
    assert len(content) < 70_000
    with Image.open(BytesIO(content)) as read:
        read.load()
        assert (read.format, read.size, read.info) == ("PNG", (WIDTH, HEIGHT), {})
        margin = read.convert("L").crop((WIDTH - 40, 20, WIDTH, HEIGHT))
        assert margin.getextrema() == (252, 252)  # paper: no letter reaches the edge


def test_lines_have_the_words_as_they_stand() -> None:
    words = "“We  have said what we came to say, and \u2028said it – twice.”"
    lines = [p.line.text for p in arrange(image(words=words)).lines]
    assert " ".join(words.split()) in " ".join(lines)


def test_a_quotation_that_goes_on_says_so_outside_of_its_words() -> None:
    words = shortened(LONG.strip(), LONGEST_WORDS)
    assert words.is_cut
    assert LONG.startswith(words.text)
    lines = arrange(image(words=LONG)).lines
    sign = next(placed for placed in lines if placed.line.text == "[…]")
    assert sign.colour == "muted"
    assert not any("…" in placed.line.text for placed in lines if placed is not sign)
    assert "[…]" not in image().alt
    assert "[…]" in image(words=LONG).alt


def test_a_briefing_shows_its_headline_and_first_key_quotation(tmp_path: Path) -> None:
    found = shown(article(tmp_path))
    assert found.headline == Text("Minister leaves")
    assert found.words == Text(SAID)
    assert (found.speaker, found.about, found.date) == ("Ada Example", "Minister", "3 March 2031")
    assert found.site == "News"
    assert SAID in found.alt


def test_a_doubtful_quotation_is_never_shown(tmp_path: Path) -> None:
    body = f'[{SAID}]{{.quote by="Ada Example" doubtful="one source"}}'
    found = shown(article(tmp_path, body=body))
    assert (found.words, found.speaker) == (Text("She left."), "")


def test_a_quotation_with_a_doubtful_one_in_it_is_not_shown(tmp_path: Path) -> None:
    inner = '[‘never,’]{.quote by="Ben Sample" doubtful="one source"}'
    body = f'[“He said {inner} I heard.”]{{.quote by="Ada Example"}} She left.'
    assert shown(article(tmp_path, body=body)).words == Text("She left.")


def test_a_quotation_that_fits_goes_before_one_that_does_not(tmp_path: Path) -> None:
    body = f'[“{LONG.strip()}”]{{.quote by="Ada Example"}} and [{SAID}]{{.quote by="Ada Example"}}.'
    assert shown(article(tmp_path, body=body)).words == Text(SAID)
    assert shown(article(tmp_path, body=body.partition(" and ")[0])).words.is_cut


def test_what_no_font_has_is_left_out_and_told_once(tmp_path: Path) -> None:
    article(tmp_path, front="title: ウクライナ 🎉\n", body="No quotation.")
    article(tmp_path, front="title: 평화\n", stem="2031-03-03-two")
    built = build(tmp_path, Settings(site_url=SITE, site_name="News"))
    found = built.images["share/2031-03-03-one.png"]
    assert (found.headline, found.site, found.left_out) == (Text("News"), "", True)
    assert len(built.notices) == 1
    assert built.notices[0].startswith("2 share images lack a text")


def test_what_would_turn_the_words_around_is_not_drawn() -> None:
    assert drawn("a\u202eb\u2066c\u2069 \x00\ud800d") == "abc d"
    assert is_shaped("a\u0323\u0302\u0315")
    assert not is_shaped(drawn("Vie\u0302\u0323t"))


def test_without_fribidi_only_text_that_needs_it_has_no_image(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share_type, "can_shape", lambda: False)
    article(tmp_path, front=f"title: {ARABIC}\n")
    article(tmp_path, stem="2031-03-03-two")
    built = build(tmp_path, Settings(site_url=SITE, site_name="News"))
    assert set(built.images) == {"share/index.png", "share/2031-03-03-two.png"}
    pages = {page.path: page for page in built.pages}
    assert pages["briefings/2031-03-03-one.md"].head.picture is None
    assert pages["briefings/2031-03-03-two.md"].head.picture
    assert "FriBidi" in built.notices[0]


def test_every_page_names_its_image_where_the_site_knows_its_address(tmp_path: Path) -> None:
    article(tmp_path)
    built = build(tmp_path, Settings(site_url=SITE, site_name="News"))
    paths = {page.path: page.head.picture and page.head.picture.path for page in built.pages}
    assert paths.pop("briefings/2031-03-03-one.md") == "share/2031-03-03-one.png"
    assert set(paths.values()) == {"share/index.png"}
    assert not build(tmp_path, Settings()).images


@needs_shaping
def test_arabic_and_hebrew_run_from_right_to_left() -> None:
    for text in (ARABIC, HEBREW):
        lines = arrange(image(text, text)).lines
        assert max(placed.box[2] for placed in lines) == pytest.approx(RIGHT, abs=1)
        assert lines[0].box[2] == pytest.approx(RIGHT, abs=1)
    assert draw(image(ARABIC)) != draw(image("".join(reversed(ARABIC))))


@pytest.mark.parametrize("name", [*metrics()])
def test_the_fonts_have_the_letters_that_are_said_of_them(name: str) -> None:
    font = share_type._font(name, 20)
    missing = bytes(font.getmask("\uffff"))
    for point in metrics()[name].characters - {0xFFFD, 0x25AF}:
        assert bytes(font.getmask(chr(point))) != missing or not missing, hex(point)
    assert (FOLDER / "OFL.txt").is_file()
    assert face("serif", sans=True, bold=True) == "sans-bold"
    assert family("A–Я Ω’") == "serif"


@settings(max_examples=40)
@given(st.text(max_size=300), st.text(max_size=400))
def test_no_text_makes_drawing_fail(headline: str, words: str) -> None:
    kept = [text if family(drawn(text)) else "" for text in (headline, words)]
    found = image(*kept)
    if not found.is_shaped or share_type.can_shape():
        assert draw(found).startswith(b"\x89PNG")


def test_images_are_drawn_once_and_again_when_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images = {"share/a.png": image(), "share/b.png": image("Another")}
    first = share_files(images, tmp_path)
    assert all(isinstance(file, Path) and file.is_file() for file in first.values())
    (tmp_path / KEPT / "mine.txt").write_text("mine", encoding="utf-8")
    monkeypatch.setattr("generator.share_drawing.draw", lambda _: pytest.fail("drawn again"))
    assert share_files(images, tmp_path) == first
    monkeypatch.undo()
    changed = share_files(images | {"share/a.png": image("Changed")}, tmp_path)
    assert changed["share/a.png"] != first["share/a.png"]
    assert changed["share/b.png"] == first["share/b.png"]
    assert len(list((tmp_path / KEPT).glob("*.png"))) == 2
    assert (tmp_path / KEPT / "mine.txt").is_file()
    monkeypatch.setattr(edge, "version", lambda _: "another Pillow")
    assert share_files(images, tmp_path)["share/a.png"] not in first.values()


@pytest.mark.parametrize("damage", [b"", b"not a picture", None])
def test_a_kept_file_that_was_damaged_is_drawn_anew(tmp_path: Path, damage: bytes | None) -> None:
    images = {"share/a.png": image()}
    file = share_files(images, tmp_path)["share/a.png"]
    assert isinstance(file, Path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-100] if damage is None else damage)
    assert share_files(images, tmp_path) == {"share/a.png": file}
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_images_are_drawn_each_time(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file, not a folder", encoding="utf-8")
    found = share_files({"share/a.png": image()}, tmp_path)
    assert found == {"share/a.png": draw(image())}
    assert share_files({}, tmp_path) == {}


def test_images_are_the_same_in_every_folder(tmp_path: Path) -> None:
    one, two = (share_files({"a": image()}, tmp_path / name)["a"] for name in ("one", "two"))
    assert isinstance(one, Path)
    assert isinstance(two, Path)
    assert (one.name, one.read_bytes()) == (two.name, two.read_bytes())
