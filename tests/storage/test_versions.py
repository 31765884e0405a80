"""Maps of every version there has ever been can be opened; newer ones can be read."""

from __future__ import annotations

import copy
import json
import shutil
import sys
from pathlib import Path

import pytest

import journey_widgets as jw
from journey_widgets.model.records import TABLES, About
from journey_widgets.model.repair import repair
from journey_widgets.storage import file, migrations
from journey_widgets.storage.migrations import STEPS, VERSION, migrate

#: A file of each version, as it was written then. They stay for ever and are never written again.
STORED = Path(__file__).parent / "versions"
VERSIONS = range(1, VERSION + 1)


def stored(version) -> dict:
    return json.loads((STORED / f"{version}.journey.json").read_text(encoding="utf-8"))


@pytest.fixture
def path(tmp_path) -> Path:
    """A copy of the file of version 1, to open."""
    return Path(shutil.copy(STORED / "1.journey.json", tmp_path / "old.journey.json"))


@pytest.fixture
def tomorrow(monkeypatch):
    """The package after a next version of the format, in which a touchpoint's `channel` has become `channels`, a list."""

    def split(document):
        cards = document["touchpoints"].items()
        changed = {
            name: {key: value for key, value in card.items() if key != "channel"}
            | ({"channels": [card["channel"]]} if "channel" in card else {})
            for name, card in cards
        }
        return {**document, "touchpoints": changed}

    monkeypatch.setattr(migrations, "STEPS", {**STEPS, VERSION: split})
    for module in [module for name, module in sys.modules.items() if name.startswith("journey_widgets.")]:
        if getattr(module, "VERSION", None) == VERSION:
            monkeypatch.setattr(module, "VERSION", VERSION + 1)


def test_there_is_a_file_of_every_version_and_a_step_from_every_one_but_the_last():
    assert sorted(found.name for found in STORED.iterdir()) == [f"{version}.journey.json" for version in VERSIONS]
    assert list(STEPS) == list(VERSIONS[:-1])


@pytest.mark.parametrize("version", VERSIONS)
def test_the_file_of_a_version_says_its_version_and_has_something_in_every_table(version):
    document = stored(version)
    assert document["version"] == version
    assert all(document[table] for table in TABLES)


def test_the_file_of_todays_version_has_every_field():
    document = stored(VERSION)
    assert set(About.model_fields) <= set(document["about"])
    for table, model in TABLES.items():
        assert set(model.model_fields) <= {field for record in document[table].values() for field in record}, table


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_becomes_todays_without_a_repair_and_loses_nothing_unknown(version):
    before = stored(version)
    document = migrate(before)
    assert document["version"] == VERSION
    assert document["id"] == before["id"]
    assert document["from_elsewhere"] == before["from_elsewhere"]
    assert document["touchpoints"]["tp_ad"]["from_elsewhere"] == before["touchpoints"]["tp_ad"]["from_elsewhere"]
    assert repair(document) == (document, [])


@pytest.mark.parametrize("version", VERSIONS)
def test_migrating_does_not_touch_what_it_is_given(version):
    given = stored(version)
    before = copy.deepcopy(given)
    migrate(given)
    assert given == before


def test_a_file_of_today_is_written_as_it_was_read():
    raw = (STORED / f"{VERSION}.journey.json").read_bytes()
    document, repairs = file.parse(raw, Path("x"))
    assert (file.text(document).encode("utf-8"), repairs) == (raw, [])


def test_steps_are_taken_one_after_the_other():
    steps = {
        1: lambda document: {**document, "way": [*document["way"], 1]},
        2: lambda document: {**document, "way": [*document["way"], 2]},
    }
    for version, way in ((1, [1, 2]), (2, [2]), (3, []), (4, [])):
        document = migrate({"version": version, "way": []}, steps=steps, to=3)
        assert document == {"version": max(version, 3), "way": way}


def test_an_older_map_opens_as_one_of_today_and_is_written_as_such(path, tomorrow):
    journey = jw.open(path)
    assert journey.record("touchpoints", "tp_ad")["channels"] == ["SNS"]
    journey.edit("touchpoints", "tp_ad", title="動画広告")
    journey.close()
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["version"] == VERSION + 1
    assert written["touchpoints"]["tp_ad"]["channels"] == ["SNS"]
    assert "channel" not in written["touchpoints"]["tp_ad"]
    assert written["from_elsewhere"] == stored(1)["from_elsewhere"]


def test_an_older_map_that_nobody_changes_stays_what_it_is(path, tomorrow):
    before = path.read_bytes()
    jw.open(path).close()
    assert path.read_bytes() == before


class TestNewer:
    @pytest.fixture
    def newer(self, path) -> Path:
        document = {**stored(1), "version": VERSION + 1, "feelings": {"fe_1": {"new": True}}}
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return path

    @pytest.fixture
    def journey(self, newer):
        with pytest.warns(jw.RepairWarning, match="新しい版"):
            journey = jw.open(newer)
        yield journey
        journey.close()

    def test_it_is_shown(self, journey):
        assert journey.read_only
        assert journey.touchpoints.loc["tp_ad", "title"] == "SNS広告"
        assert jw.curve(journey) is not None
        board = jw.Board(journey)
        board.close()

    def test_and_never_changed(self, journey, newer):
        before = newer.read_bytes()
        for change in (
            lambda: journey.edit("touchpoints", "tp_ad", title="x"),
            lambda: journey.checkpoint("x"),
            lambda: journey.restore(0),
        ):
            with pytest.raises(jw.ChangeError, match="新しい版"):
                change()
        assert journey.undo() is None
        journey.close()
        assert newer.read_bytes() == before
        assert journey.touchpoints.loc["tp_ad", "title"] == "SNS広告"

    def test_a_copy_of_it_keeps_what_this_version_does_not_know(self, journey, tmp_path):
        copied = json.loads(jw.save(journey, tmp_path / "copy.journey.json").read_text(encoding="utf-8"))
        assert copied["version"] == VERSION + 1
        assert copied["feelings"] == {"fe_1": {"new": True}}
