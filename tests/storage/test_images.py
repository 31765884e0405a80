"""Pictures beside a map: written before they are shown, found again, never outside their folder."""

import os

import pytest

import journey_widgets as jw
from journey_widgets.storage.images import FilePictures, folder_of
from tests.model.journeys import workshop
from tests.model.pictures import HTML, picture


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.journey.json"


def files(path):
    folder = folder_of(path)
    return sorted(found.name for found in folder.iterdir()) if folder.is_dir() else []


def image_of(journey, card="tp_ad"):
    return journey.record("touchpoints", card).get("image")


def test_a_picture_is_in_a_file_beside_the_map_and_there_when_it_is_opened_again(path):
    journey = workshop()
    jw.save(journey, path)
    assert files(path) == []
    journey.attach("tp_ad", picture())
    assert files(path) == [image_of(journey)]
    journey.close()
    again = jw.open(path)
    assert again.pictures.get(image_of(again)) == picture()
    again.close()


def test_pictures_of_a_map_in_memory_are_written_with_it_those_that_undo_may_want_too(path):
    journey = workshop()
    journey.attach("tp_ad", picture(colour="#111111"))
    first = image_of(journey)
    journey.attach("tp_ad", picture(colour="#222222"))
    jw.save(journey, path)
    assert files(path) == sorted([first, image_of(journey)])
    journey.close()


def test_a_copy_has_its_own_files_of_what_it_shows(path, tmp_path):
    journey = workshop()
    jw.save(journey, path)
    journey.attach("tp_ad", picture(colour="#111111"))
    journey.attach("tp_ad", picture(colour="#222222"))
    jw.save(journey, tmp_path / "copy.journey.json")
    assert files(tmp_path / "copy.journey.json") == [image_of(journey)]
    assert len(files(path)) == 2
    journey.close()


def test_a_map_that_was_closed_takes_what_undo_may_want_along_to_its_new_file(path, tmp_path):
    journey = workshop()
    jw.save(journey, path)
    journey.attach("tp_ad", picture(colour="#111111"))
    first = image_of(journey)
    journey.attach("tp_ad", picture(colour="#222222"))
    journey.close()
    jw.save(journey, tmp_path / "moved.journey.json")
    assert files(tmp_path / "moved.journey.json") == sorted([first, image_of(journey)])
    journey.close()


def test_the_same_picture_is_written_once_and_never_removed(path):
    journey = workshop()
    jw.save(journey, path)
    journey.attach("tp_ad", picture())
    written = (folder_of(path) / image_of(journey)).stat().st_mtime_ns
    journey.attach("tp_pay", picture())
    assert (folder_of(path) / image_of(journey)).stat().st_mtime_ns == written
    journey.attach("tp_ad", None)
    journey.remove("touchpoints", "tp_pay")
    assert len(files(path)) == 1
    journey.undo()
    assert journey.pictures.get(image_of(journey, "tp_pay")) == picture()
    journey.close()


def test_a_folder_that_cannot_be_written_refuses_the_picture_and_leaves_the_card(path):
    journey = workshop()
    jw.save(journey, path)
    folder_of(path).write_text("no folder")
    with pytest.raises(jw.SaveError, match="The image could not be written"):
        journey.attach("tp_ad", picture())
    assert image_of(journey) is None
    journey.close()


def test_nothing_but_a_picture_under_a_pictures_name_is_given_away(path, tmp_path):
    pictures = FilePictures(path)
    name = pictures.put(picture())
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture(colour="#000000"))
    link, lie = f"{'1' * 32}.png", f"{'2' * 32}.png"
    os.symlink(secret, pictures.folder / link)
    (pictures.folder / lie).write_bytes(HTML)
    assert pictures.get(name) == picture()
    assert [pictures.get(other) for other in (link, lie, "../secret.png", str(secret), f"{'3' * 32}.png")] == [None] * 5


def test_a_map_closed_goes_on_showing_its_pictures(path):
    journey = workshop()
    journey.attach("tp_ad", picture())
    jw.save(journey, path)
    journey.close()
    assert journey.pictures.get(image_of(journey)) == picture()
