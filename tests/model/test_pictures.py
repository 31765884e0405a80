"""Pictures on cards: what is kept of them, under which name, and what is refused in which words."""

import struct
import zlib

import pytest

from journey_widgets.model import ChangeError
from journey_widgets.model.errors import NoSuchRecord
from journey_widgets.model.pictures import SIDE, is_name, kind_of, name_of, prepared
from tests.model.journeys import workshop
from tests.model.pictures import GIF, HEIC, HTML, SVG, opened, picture, taken_by_a_phone


def image_of(journey, card="tp_ad"):
    return journey.record("touchpoints", card).get("image")


def test_a_picture_is_attached_by_the_hash_of_what_is_in_it_as_one_step():
    journey = workshop()
    data = picture()
    change = journey.attach("tp_ad", data)
    name = image_of(journey)
    assert change.patch == {"touchpoints": {"tp_ad": {"image": name}}}
    assert is_name(name)
    assert name == name_of(data)
    assert journey.pictures.get(name) == data
    journey.attach("tp_pay", data)
    assert image_of(journey, "tp_pay") == name


def test_undo_brings_the_picture_before_back_and_none_takes_it_off():
    journey = workshop()
    journey.attach("tp_ad", picture(colour="#111111"), alt="黒い看板")
    first = image_of(journey)
    journey.attach("tp_ad", picture(colour="#eeeeee"))
    assert "image_alt" not in journey.record("touchpoints", "tp_ad")
    journey.attach("tp_ad", None)
    assert image_of(journey) is None
    journey.undo()
    journey.undo()
    assert image_of(journey) == first
    assert journey.record("touchpoints", "tp_ad")["image_alt"] == "黒い看板"
    assert journey.pictures.get(first) is not None


def test_a_photo_is_made_small_and_upright_and_tells_nothing_of_who_took_it():
    journey = workshop()
    journey.attach("tp_ad", taken_by_a_phone())
    kept = journey.pictures.get(image_of(journey))
    image = opened(kept)
    assert image.size == (683, SIDE)
    assert not image.getexif()
    assert b"PhoneMaker" not in kept
    assert len(kept) < 100_000
    # Turned upright: what was its left upper corner is the right upper one.
    assert min(image.convert("RGB").getpixel((image.width - 20, 20))) > 200
    assert max(image.convert("RGB").getpixel((20, 20))[1:]) < 150


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_small_picture_without_metadata_is_kept_byte_by_byte(kind):
    data = picture(kind)
    assert prepared(data) is data


def test_what_is_clear_stays_clear():
    kept = prepared(picture("PNG", (2000, 10), mode="RGBA", colour="#c8553d00"))
    assert opened(kept).mode == "RGBA"


def test_words_hidden_in_a_picture_do_not_stay():
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Comment", "秘密 secret")
    assert b"secret" not in prepared(picture(pnginfo=told))


def test_only_the_first_of_moving_pictures_is_kept():
    from PIL import Image

    more = [Image.new("RGB", (12, 8), "#00ff00")]
    moving = picture("PNG", save_all=True, append_images=more)
    assert getattr(opened(moving), "n_frames", 1) == 2
    assert getattr(opened(prepared(moving)), "n_frames", 1) == 1


def _bomb():
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    ("data", "called", "match"),
    [
        (SVG, "", "An SVG"),
        (SVG, "logo.png", r"An SVG \(logo\.png\) cannot be attached"),
        (b"\xef\xbb\xbf  <SVG>", "", "An SVG"),
        (picture(), "logo.svg", r"An SVG \(logo\.svg\)"),
        (HTML, "photo.png", "'photo.png' does not hold an image"),
        (b"", "", "does not hold an image"),
        (picture("JPEG"), "photo.png", "'photo.png' calls itself PNG, but holds JPG"),
        (picture("PNG"), "photo.JPEG", "calls itself JPG, but holds PNG"),
        (GIF, "x.gif", r"GIF \(x\.gif\) cannot be used here"),
        (HEIC, "IMG_1.HEIC", r"HEIC \(IMG_1\.HEIC\) cannot be used"),
        (picture(size=(400, 300))[:300], "cut.png", "'cut.png' is broken or cut off"),
        (_bomb(), "bomb.png", "'bomb.png' (is broken or cut off|has too many pixels)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40_000_001), "huge.png", "too large"),
    ],
)
def test_what_is_no_picture_is_refused_in_words_and_nothing_changes(data, called, match):
    journey = workshop()
    with pytest.raises(ChangeError, match=match):
        prepared(data, called)
    if not called:
        with pytest.raises(ChangeError, match=match):
            journey.attach("tp_ad", data)
    assert image_of(journey) is None
    assert journey.revision == 1


def test_a_file_is_read_and_a_wrong_one_named(tmp_path):
    journey = workshop()
    (tmp_path / "shop.png").write_bytes(picture())
    journey.attach("tp_ad", tmp_path / "shop.png")
    assert image_of(journey).endswith(".png")
    (tmp_path / "lie.png").write_bytes(SVG)
    with pytest.raises(ChangeError, match=r"lie\.png"):
        journey.attach("tp_ad", str(tmp_path / "lie.png"))
    with pytest.raises(ChangeError, match=r"none\.png' cannot be read"):
        journey.attach("tp_ad", tmp_path / "none.png")
    journey.edit("about", language="ja")
    with pytest.raises(ChangeError, match=r"SVG（lie\.png）は画像として貼れません"):
        journey.attach("tp_ad", tmp_path / "lie.png")


def test_a_card_that_is_not_there_and_a_map_for_reading_keep_nothing():
    journey = workshop()
    with pytest.raises(NoSuchRecord):
        journey.attach("tp_nobody", picture())
    journey.read_only = True
    with pytest.raises(ChangeError, match="read-only"):
        journey.attach("tp_ad", picture())
    assert list(journey.pictures.names()) == []


def test_a_copy_shows_the_pictures_of_the_original():
    journey = workshop()
    journey.attach("tp_ad", picture())
    copy = journey.copy()
    assert copy.pictures.get(image_of(copy)) == picture()
    copy.attach("tp_pay", picture(colour="#000000"))
    assert journey.pictures.get(image_of(copy, "tp_pay")) is None


@pytest.mark.parametrize(
    "name",
    ["", "..", "../../etc/passwd", "a.png", f"{'0' * 32}.svg", f"/{'0' * 32}.png", f"{'0' * 32}.png\n", None, 3],
)
def test_only_a_hash_and_a_known_ending_is_a_name(name):
    assert not is_name(name)
    assert is_name(f"{'0' * 32}.png")


def test_kinds_are_told_by_the_first_bytes():
    kinds = [kind_of(data) for data in (picture(), picture("JPEG"), picture("WEBP"), GIF, HEIC, SVG, HTML)]
    assert kinds == ["png", "jpg", "webp", "gif", "heic", "svg", ""]
