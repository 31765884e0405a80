"""`journey-widgets review`: lines for a person, an exit code for CI."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey_widgets import cli
from journey_widgets.storage import file
from tests.analysis.test_review import sound
from tests.model.journeys import workshop


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.chdir(tmp_path)
    file.write(Path("a.journey.json"), workshop().document)
    good = sound()
    good.edit("about", reviewed_on="2999-01-01")
    file.write(Path("good.journey.json"), good.document)


def test_a_finding_is_a_line_and_the_exit_code_says_there_is_one(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["review", "a.journey.json"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "a.journey.json: The action “送料を先に示す” has neither owner nor due date. (購入, 4)"
        " [action_without_owner_or_date]"
    )
    assert len(lines) == 5


def test_where_nothing_is_lacking_it_says_so_and_exits_with_0(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["review", "good.journey.json"]) == 0
    assert capsys.readouterr().out == "good.journey.json: nothing is lacking.\n"


def test_in_the_language_asked_for_and_by_the_rules_asked_for(capsys: pytest.CaptureFixture[str]):
    options = ["--language", "ja", "--only", "score_without_reason", "--only", "only_assumed_scores"]
    assert cli.main(["review", "a.journey.json", *options]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert (
        lines[0]
        == "a.journey.json: 「支払い」の採点に、理由が一つも書かれていません。（購入・4） [score_without_reason]"
    )
    assert len(lines) == 2
    assert cli.main(["review", "a.journey.json", *options, "--skip", "only_assumed_scores"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_the_worst_of_several_maps_counts(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["review", "good.journey.json", "a.journey.json"]) == 1
    assert cli.main(["review", "none.journey.json", "a.journey.json"]) == 2
    told = capsys.readouterr()
    assert "none.journey.json" in told.err
    assert "a.journey.json: " in told.out  # the others are reviewed all the same


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "something else"}'])
def test_what_cannot_be_read_is_not_what_lacks_something(content: str, capsys: pytest.CaptureFixture[str]):
    Path("bad.journey.json").write_text(content, encoding="utf-8")
    assert cli.main(["review", "bad.journey.json"]) == 2
    told = capsys.readouterr()
    assert "bad.journey.json" in told.err
    assert told.out == ""


def test_a_rule_that_is_not_there_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["review", "a.journey.json", "--only", "dips"]) == 2
    assert "'dips'. Rules: 'dip_without_pain'" in capsys.readouterr().err
