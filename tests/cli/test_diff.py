"""`journey-widgets diff`: words on the screen, both curves in a file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journey_widgets import cli
from journey_widgets.model import Journey
from journey_widgets.storage import file
from tests.model.journeys import workshop


@pytest.fixture
def maps(tmp_path, monkeypatch) -> tuple[Path, Path]:
    """Two versions of the workshop's map, on a machine that speaks English."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.chdir(tmp_path)
    before = workshop()
    after = Journey(before.document)
    after.move("tp_ad", stage="st_buy")
    after.score("tp_box", 2)
    paths = tmp_path / "a.journey.json", tmp_path / "b.journey.json"
    for path, journey in zip(paths, (before, after), strict=True):
        file.write(path, journey.document)
    return paths


def test_differences_are_lines(maps, capsys):
    assert cli.main(["diff", *map(str, maps)]) == 0
    assert capsys.readouterr().out.splitlines() == ["Moved “SNS広告” from “認知” to “購入”", "Scored “開封” +2"]


def test_in_the_language_asked_for(maps, capsys):
    assert cli.main(["diff", *map(str, maps), "--language", "ja"]) == 0
    assert capsys.readouterr().out.splitlines() == ["「SNS広告」を「認知」から「購入」へ移動", "「開封」を採点：+2"]


def test_where_nothing_differs_it_says_so(maps, capsys):
    assert cli.main(["diff", str(maps[0]), str(maps[0])]) == 0
    assert capsys.readouterr().out == "No differences.\n"


@pytest.mark.parametrize("name", ["curves.svg", "curves.png"])
def test_both_curves_are_a_picture(maps, capsys, name):
    assert cli.main(["diff", *map(str, maps), "--picture", name]) == 0
    made = Path(name).read_bytes()
    assert made.startswith(b"\x89PNG") or b"a.journey.json" in made
    assert "Made curves" in capsys.readouterr().out


def test_a_picture_of_no_known_kind_is_refused(maps, capsys):
    assert cli.main(["diff", *map(str, maps), "--picture", "curves.doc"]) == 1
    assert ".svg" in capsys.readouterr().err
    assert not Path("curves.doc").exists()


def test_what_is_no_map_is_named(maps, capsys):
    Path("c.journey.json").write_text("<<<<<<< HEAD\n{}", encoding="utf-8")
    for other in ("c.journey.json", "absent.journey.json"):
        assert cli.main(["diff", str(maps[0]), other]) == 1
        assert other in capsys.readouterr().err


def test_a_newer_version_can_be_compared(maps, capsys):
    newer = {**workshop().document, "version": 99}
    newer["about"]["title"] = "未来"
    file.write("c.journey.json", newer)
    assert cli.main(["diff", str(maps[0]), "c.journey.json"]) == 0
    assert "to “未来”" in capsys.readouterr().out


def test_words_bring_no_pandas_and_no_altair(maps):
    code = (
        "import sys\nfrom journey_widgets import cli\n"
        f"cli.main(['diff', {str(maps[0])!r}, {str(maps[1])!r}])\n"
        "print([name for name in ('pandas', 'altair', 'vl_convert', 'tornado') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.endswith("[]\n")


def test_nothing_goes_after_dashes(maps, capsys):
    with pytest.raises(SystemExit):
        cli.main(["diff", *map(str, maps), "--", "x"])
    assert "takes nothing after" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("head") is None, reason="there is no `head` on this system")
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    many = {f"tp_{number:04}": {"title": f"カード {number}" * 9, "rank": "a0"} for number in range(3000)}
    for path, cards in (("a", {}), ("b", many)):
        file.write(
            tmp_path / f"{path}.journey.json",
            {
                **workshop().document,
                "touchpoints": cards,
                "scores": {},
                "links": {},
                "notes": {},
                "votes": {},
                "actions": {},
            },
        )
    command = f'"{sys.executable}" -m journey_widgets.cli diff a.journey.json b.journey.json | head -1'
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
