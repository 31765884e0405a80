"""What happens to the journal, and to the old file, when the package has learnt a new version of the format."""

from __future__ import annotations

import json
import sys

import pytest

import journey_widgets as jw
from journey_widgets.storage import migrations
from journey_widgets.storage.migrations import STEPS, VERSION
from tests.storage.crash import after_a_crash

pytestmark = pytest.mark.usefixtures("never_written")


def upgrade(monkeypatch) -> None:
    """From now on it is the package of tomorrow, where `purpose` is called `aim`."""

    def step(document):
        about = dict(document["about"])
        if "purpose" in about:
            about["aim"] = about.pop("purpose")
        return {**document, "about": about}

    monkeypatch.setattr(migrations, "STEPS", {**STEPS, VERSION: step})
    for module in [module for name, module in sys.modules.items() if name.startswith("journey_widgets.")]:
        if getattr(module, "VERSION", None) == VERSION:
            monkeypatch.setattr(module, "VERSION", VERSION + 1)


def test_the_old_file_is_kept_before_it_is_first_written_and_only_then(path, monkeypatch):
    jw.open(path, template="service").close()
    before = path.read_bytes()
    backup = path.with_name(f"shop.journey.json.v{VERSION}.bak")
    upgrade(monkeypatch)
    journey = jw.open(path)
    assert not backup.exists(), "only reading changes nothing"
    journey.edit("about", title="new")
    journey.close()
    assert backup.read_bytes() == before
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == VERSION + 1


def test_an_earlier_backup_is_never_overwritten(path, monkeypatch):
    jw.open(path, template="service").close()
    earlier = path.with_name(f"shop.journey.json.v{VERSION}.bak")
    earlier.write_text("an earlier one")
    before = path.read_bytes()
    upgrade(monkeypatch)
    jw.open(path).edit("about", title="new")
    jw.open(path).close()
    assert earlier.read_text() == "an earlier one"
    assert path.with_name(f"shop.journey.json.v{VERSION}.2.bak").read_bytes() == before


def test_what_only_the_old_journal_has_comes_along_and_is_brought_to_the_new_version(path, monkeypatch):
    journey = jw.open(path, template="service")
    journey.edit("about", title="acknowledged", purpose="never written")
    found = after_a_crash(path)
    upgrade(monkeypatch)
    again = jw.open(found)
    assert again.record("about")["title"] == "acknowledged"
    assert again.record("about")["aim"] == "never written"
    assert again.revision == journey.revision, "pages know where they are"
    assert len(list(found.parent.glob(f".journey/*.v{VERSION}-*.db"))) == 1
    again.edit("about", title="of tomorrow")
    assert jw.open(after_a_crash(found)).record("about")["title"] == "of tomorrow"


def test_where_the_file_is_all_nothing_is_written_by_opening(path, monkeypatch):
    jw.open(path, template="service").edit("about", title="saved")
    jw.open(path).close()
    before = path.read_bytes()
    upgrade(monkeypatch)
    jw.open(path).close()
    assert path.read_bytes() == before
