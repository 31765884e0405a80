"""git itself, in a real repository that one line has set up: merges and differences of maps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from journey_widgets import cli
from journey_widgets.cli.git import ATTRIBUTES
from journey_widgets.model import Journey
from journey_widgets.model.repair import repair
from journey_widgets.storage import file
from tests.model.journeys import workshop

MAP = "maps/checkout.journey.json"


class Repository:
    """A git repository with one map in it, and what people do in it."""

    def __init__(self, folder: Path, monkeypatch):
        self.folder = folder
        # Whatever the person who runs the tests has configured.
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
            monkeypatch.setenv(name, os.devnull)
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_NAME", "Hana")
            monkeypatch.setenv(f"GIT_{who}_EMAIL", "hana@example.invalid")
        for name in ("LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", "C.UTF-8")
        monkeypatch.setenv("PYTHONUTF8", "1")
        monkeypatch.chdir(folder)
        self.git("init", "-b", "main")
        (folder / "maps").mkdir()
        self.write(workshop())
        self.commit("a map")

    def git(self, *arguments: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, message: str) -> None:
        self.git("add", ".")
        self.git("commit", "-m", message)

    def read(self) -> Journey:
        document, repairs = file.read(self.folder / MAP)
        assert repairs == []
        return Journey(document)

    def write(self, journey: Journey) -> None:
        file.write(self.folder / MAP, journey.document)

    def change(self, branch: str, *changes) -> None:
        """Changes of the map, committed on a branch that starts from here."""
        here = self.git("branch", "--show-current").strip()
        self.git("switch", "-c", branch)
        journey = self.read()
        for change in changes:
            change(journey)
        self.write(journey)
        self.commit(branch)
        self.git("switch", here)


@pytest.fixture
def repository(tmp_path, monkeypatch, capsys) -> Repository:
    """A repository that has been set up by the documented line."""
    made = Repository(tmp_path, monkeypatch)
    assert cli.main(["git"]) == 0
    assert ".gitattributes" in capsys.readouterr().out
    made.commit("maps merge field by field")
    return made


def test_the_set_up_is_one_line_for_the_team_and_can_be_said_twice(repository):
    assert (repository.folder / ".gitattributes").read_text() == ATTRIBUTES + "\n"
    assert cli.main(["git"]) == 0
    assert (repository.folder / ".gitattributes").read_text() == ATTRIBUTES + "\n"
    told = repository.git("check-attr", "merge", "diff", "eol", "--", MAP)
    assert [line.rsplit(": ")[-1] for line in told.splitlines()] == ["journey", "journey", "lf"]


def test_it_keeps_what_gitattributes_says_already(tmp_path, monkeypatch):
    Repository(tmp_path, monkeypatch)
    (tmp_path / ".gitattributes").write_text("*.png binary")
    monkeypatch.chdir(tmp_path / "maps")
    assert cli.main(["git"]) == 0
    assert (tmp_path / ".gitattributes").read_text() == f"*.png binary\n{ATTRIBUTES}\n"


#: Lines of the file next to each other, and a stage that one takes away while the other puts a card there.
HANA = (lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube"), lambda j: j.score("tp_box", 2))
KEN = (lambda j: j.move("tp_ad", stage="st_use"), lambda j: j.edit("touchpoints", "tp_pay", title="決済"))


def test_what_two_people_did_to_one_card_merges_clean(repository):
    repository.change("hana", *HANA)
    repository.change("ken", *KEN)
    repository.git("merge", "hana")
    repository.git("merge", "ken")
    journey = repository.read()
    card = journey.record("touchpoints", "tp_ad")
    assert (card["channel"], card["stage"]) == ("YouTube", "st_use")
    assert journey.record("touchpoints", "tp_pay")["title"] == "決済"
    assert journey.record("scores", "tp_box//as_is/")["score"] == 2
    assert repository.git("status", "--short") == ""


def test_git_alone_would_not_have_merged_this(tmp_path, monkeypatch):
    plain = Repository(tmp_path, monkeypatch)
    plain.change("hana", *HANA)
    plain.change("ken", *KEN)
    plain.git("merge", "hana")
    plain.git("merge", "ken", fails=True)
    assert "<<<<<<<" in (tmp_path / MAP).read_text(encoding="utf-8")


def test_what_git_alone_would_merge_into_a_broken_map_is_a_conflict(repository):
    repository.change("hana", lambda j: j.remove("stages", "st_use"))
    repository.change("ken", lambda j: j.add("touchpoints", id="tp_new", title="再訪", stage="st_use"))
    repository.git("merge", "hana")
    told = repository.git("merge", "ken", fails=True)
    assert "The stage of “再訪”: “使用” there, but that was deleted here" in told
    assert "stage" not in repository.read().record("touchpoints", "tp_new")


def test_a_conflict_is_listed_by_card_and_field_and_the_file_stays_a_map(repository):
    repository.change("hana", lambda j: j.edit("touchpoints", "tp_ad", channel="店頭"))
    repository.change(
        "ken",
        lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube"),
        lambda j: j.edit("touchpoints", "tp_pay", title="決済"),
    )
    repository.git("merge", "hana")
    told = repository.git("merge", "ken", fails=True)
    assert "The channel of “SNS広告”: “店頭” here, “YouTube” there (it was “SNS”)" in told
    assert f"{MAP}: the 1 above were changed on both sides" in told
    assert f"CONFLICT (content): Merge conflict in {MAP}" in told
    journey = repository.read()
    assert journey.record("touchpoints", "tp_ad")["channel"] == "店頭"
    assert journey.record("touchpoints", "tp_pay")["title"] == "決済"
    assert repository.git("status", "--short").startswith("UU")
    # They can be read again, and adding the file ends it.
    assert "“YouTube” there" in repository.git("checkout", "--merge", "--", MAP)
    repository.commit("merged")
    assert repository.git("status", "--short") == ""


def test_a_rebase_and_a_stash_merge_the_same_way(repository):
    repository.change("hana", lambda j: j.edit("touchpoints", "tp_ad", title="動画広告"))
    repository.change("ken", lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube"))
    repository.git("switch", "ken")
    repository.git("rebase", "hana")
    journey = repository.read()
    journey.edit("touchpoints", "tp_ad", thought="面白い")
    repository.write(journey)
    repository.git("stash")
    journey = repository.read()
    journey.edit("touchpoints", "tp_ad", action="見る")
    repository.write(journey)
    repository.commit("action")
    repository.git("stash", "pop")
    card = repository.read().record("touchpoints", "tp_ad")
    assert [card[field] for field in ("title", "channel", "thought", "action")] == [
        "動画広告",
        "YouTube",
        "面白い",
        "見る",
    ]


def test_differences_are_said_in_words(repository):
    journey = repository.read()
    journey.move("tp_ad", stage="st_buy")
    repository.write(journey)
    assert repository.git("diff") == f"── {MAP}\n  Moved “SNS広告” from “認知” to “購入”\n"
    repository.git("add", ".")
    assert "Moved “SNS広告”" in repository.git("diff", "--cached")
    repository.git("rm", "-q", "--cached", MAP)
    assert "Deleted “SNS広告”" in repository.git("diff", "--cached")


def test_a_map_that_is_broken_stops_no_diff(repository):
    (repository.folder / MAP).write_text("{", encoding="utf-8")
    (repository.folder / "zz.txt").write_text("a\n")
    repository.git("add", "-N", "zz.txt")
    told = repository.git("diff")
    assert f"── {MAP}\n  {MAP}" in told
    assert "+a" in told


def test_of_a_map_that_is_not_merged_git_may_give_the_path_alone(capsys, monkeypatch):
    monkeypatch.setenv("LANG", "C")
    assert cli.main(["git", "--show", MAP]) == 0
    assert capsys.readouterr().out == f"── {MAP}\n  not merged yet\n"


def test_two_maps_with_one_name_are_not_mixed(repository):
    for branch, title in (("hana", "a"), ("ken", "b")):
        repository.git("switch", "-c", branch, "main")
        other = Journey()
        other.edit("about", title=title)
        file.write(repository.folder / "maps/new.journey.json", other.document)
        repository.commit(branch)
    told = repository.git("merge", "hana", fails=True)
    assert "maps/new.journey.json: these are two different maps" in told
    assert json.loads((repository.folder / "maps/new.journey.json").read_text())["about"]["title"] == "b"


def test_outside_a_repository_it_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("LANG", "C")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["git"]) == 1
    assert "run this inside a git repository" in capsys.readouterr().err


def test_without_git_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LANG", "C")
    assert cli.main(["git"]) == 1
    assert "git was not found" in capsys.readouterr().err


class TestMergeByHand:
    @pytest.fixture
    def three(self, tmp_path, monkeypatch) -> list[str]:
        monkeypatch.setenv("LANG", "ja_JP.UTF-8")
        monkeypatch.delenv("LC_ALL", raising=False)
        monkeypatch.chdir(tmp_path)
        base = workshop()
        ours, theirs = Journey(base.document), Journey(base.document)
        ours.edit("touchpoints", "tp_ad", title="動画広告")
        theirs.edit("touchpoints", "tp_ad", channel="YouTube")
        for name, journey in (("base", base), ("ours", ours), ("theirs", theirs)):
            file.write(tmp_path / name, journey.document)
        return ["base", "ours", "theirs"]

    def merge(self, *names: str) -> int:
        return cli.main(["merge", *names])

    def test_the_result_is_in_ours(self, three, capsys):
        assert self.merge(*three) == 0
        assert capsys.readouterr().out == ""
        document, _ = file.read("ours")
        assert document["touchpoints"]["tp_ad"]["title"] == "動画広告"
        assert document["touchpoints"]["tp_ad"]["channel"] == "YouTube"

    def test_conflicts_are_said_in_the_machines_language(self, three, capsys):
        document, _ = file.read("theirs")
        document["touchpoints"]["tp_ad"]["title"] = "ラジオ"
        file.write("theirs", document)
        assert self.merge(*three, "地図.journey.json") == 1
        told = capsys.readouterr().out
        assert "「動画広告」の題：こちらは「動画広告」、相手は「ラジオ」（元は「SNS広告」）" in told
        assert "地図.journey.json：上の1件は" in told

    @pytest.mark.parametrize("broken", ["base", "ours", "theirs"])
    def test_what_cannot_be_read_leaves_ours_as_it_is(self, three, capsys, broken):
        Path(broken).write_text('{"format": "journey-map"', encoding="utf-8")
        before = Path("ours").read_bytes()
        assert self.merge(*three, "地図.journey.json") == 1
        assert "地図.journey.json" in capsys.readouterr().err
        assert Path("ours").read_bytes() == before

    def test_a_newer_version_is_not_merged(self, three, capsys):
        document, _ = file.read("theirs")
        file.write("theirs", {**document, "version": 99})
        before = Path("ours").read_bytes()
        assert self.merge(*three) == 1
        assert "99" in capsys.readouterr().err
        assert Path("ours").read_bytes() == before

    def test_an_older_map_is_brought_to_today(self, three):
        document, repairs = file.read("ours")
        assert repair(document) == (document, repairs)
        assert self.merge(*three) == 0
        assert json.loads(Path("ours").read_bytes())["version"] == 1

    def test_another_map_is_not_merged(self, three, capsys):
        document, _ = file.read("theirs")
        file.write("theirs", {**document, "id": "jm_other"})
        before = Path("ours").read_bytes()
        assert self.merge(*three) == 1
        assert "別々のマップ" in capsys.readouterr().err
        assert Path("ours").read_bytes() == before

    def test_it_runs_as_a_program(self, three):
        done = subprocess.run(
            [sys.executable, "-m", "journey_widgets.cli", "merge", *three], capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
