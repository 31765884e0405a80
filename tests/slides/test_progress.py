"""The bar that says how far an export is."""

from __future__ import annotations

import pytest

from journey_widgets.slides.progress import steps


def test_the_things_come_through_whatever_is_shown():
    for progress in (None, True, False):
        assert list(steps([1, 2, 3], "work", progress=progress)) == [1, 2, 3]


def test_a_bar_says_what_is_done_and_goes_away(capsys):
    assert list(steps(["a", "b"], "スライドを作成中", progress=True)) == ["a", "b"]
    said = capsys.readouterr().err
    assert "スライドを作成中" in said
    assert "0/2" in said
    # The last thing written clears the line.
    assert said.rstrip("\r").endswith(" " * 10)


def test_nothing_is_written_where_nobody_looks_or_wants_it(capsys):
    list(steps([1, 2], "work"))
    list(steps([1, 2], "work", progress=False))
    assert capsys.readouterr() == ("", "")


def test_an_interruption_takes_the_bar_away(capsys):
    def stopped() -> None:
        for _ in steps([1, 2], "work", progress=True):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert capsys.readouterr().err.rstrip("\r").endswith(" " * 10)


def test_without_tqdm_the_work_is_done_all_the_same(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tqdm", None)
    assert list(steps([1, 2], "work", progress=True)) == [1, 2]
