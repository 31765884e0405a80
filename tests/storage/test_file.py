"""The file: what is read with which words, and what a failed save leaves behind."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_widgets.model.ids import FORBIDDEN
from journey_widgets.storage import file
from journey_widgets.storage.errors import ReadError
from journey_widgets.storage.migrations import migrate
from journey_widgets.storage.places import members, place

HEAD = '{"format": "journey-map", "version": 1, "id": "jm_1", "about": {"title": "t", "scale": {"low": -2, "high": 2}}'


def said(content: str | bytes, language: str = "en") -> str:
    """The message for a file with this content."""
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(ReadError) as caught:
        file.parse(raw, Path("map.json"))
    return caught.value.text(language)


def document(**tables: Any) -> dict[str, Any]:
    return {**json.loads(HEAD + "}"), **tables}


def parsed(content: str) -> tuple[dict[str, Any], list[file.Repair]]:
    return file.parse(content.encode(), Path("map.json"))


class TestBrokenJson:
    @pytest.mark.parametrize(
        ("content", "place_said", "problem"),
        [
            ('{"format": "journey-map"\n "version": 1}', "line 2, column 2", "closing bracket was expected"),
            ('{"format" "journey-map"}', "line 1, column 11", "after the name"),
            ('{"a": }', "line 1, column 7", "a value was expected"),
            ('{\n "a": 1,\n}', "line 3, column 1", "one too many"),
            ('{"a": [1, 2,]}', "line 1", "one too many"),
            ("{a: 1}", "line 1, column 2", "double quotes"),
            ('{"a": "open}', "line 1, column 7", "not closed"),
            ('{"a": "two\nlines"}', "line 1, column 11", "raw line break"),
            ('{"a": "\\q"}', "line 1, column 8", "escape"),
            ('{"a": 1} and more', "line 1, column 10", "too much"),
            ("[" * 200_000, "line 1", "too deeply"),
        ],
    )
    def test_the_message_names_line_column_and_what_was_expected(self, content, place_said, problem):
        assert place_said in said(content)
        assert problem in said(content)

    def test_the_column_counts_characters_not_bytes(self):
        assert "2 行目 14 文字目" in said('{\n "題名": "買い物" "あ"}', "ja")

    @pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "9007199254740993", "9" * 5000])
    def test_a_number_that_json_or_javascript_cannot_hold_is_named_with_its_place(self, number):
        before = ' "x": {"a": "' + number[:9] + '", "b": '
        message = said(HEAD + ",\n" + before + number + "}}")
        assert number[:40] in message
        assert f"line 2, column {len(before) + 1}" in message

    def test_a_key_written_twice_names_both_lines(self):
        message = said(HEAD + ',\n"notes": {},\n"stages": {},\n"notes": {}}')
        assert "line 4, column 1" in message
        assert "notes is written twice (first on line 2)" in message

    def test_the_same_key_in_two_records_is_no_repetition(self):
        assert (
            parsed(HEAD + ',"stages": {"a": {"name": "x", "rank": "a0"}, "b": {"name": "x", "rank": "a1"}}}')[1] == []
        )


class TestForeignFiles:
    def test_an_empty_file_says_so(self):
        assert "is empty" in said("  \n")

    def test_a_conflict_left_by_git_is_named_with_its_line(self):
        conflict = '{\n "a": 1,\n<<<<<<< HEAD\n "b": 1\n=======\n "b": 2\n>>>>>>> theirs\n}'
        assert "line 3" in said(conflict)
        assert "git conflict" in said(conflict)

    @pytest.mark.parametrize("content", ["[]", "3", '"x"', "null", "{}", '{"format": "geojson"}'])
    def test_other_json_is_not_a_journey_map(self, content):
        assert "not a journey map" in said(content)

    @pytest.mark.parametrize("version", ["null", "0", '"1"', "1.5", "true"])
    def test_a_version_that_is_none_is_refused(self, version):
        assert "whole number from 1" in said('{"format": "journey-map", "version": ' + version + "}")

    def test_another_encoding_is_named_with_the_first_wrong_byte(self):
        raw = '{\n "title": "購入"}'.encode("cp932")
        assert "line 2" in said(raw)
        assert "0x8d" in said(raw)

    def test_a_byte_order_mark_is_read_over(self):
        assert file.parse(b"\xef\xbb\xbf" + HEAD.encode() + b"}", Path("m"))[0]["id"] == "jm_1"

    def test_a_table_or_a_record_that_is_no_object_is_named_with_its_place(self):
        assert "line 2, column 1: stages must be an object" in said(HEAD + ',\n"stages": []}')
        assert "line 2, column 12: stages/a must be an object" in said(HEAD + ',\n"stages": {"a": 1}}')

    def test_a_file_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(ReadError, match=r"none\.json"):
            file.read(tmp_path / "none.json")


class TestRepairs:
    def test_nulls_are_dropped_at_any_depth_and_said_with_their_place(self):
        content = (
            HEAD
            + ',\n"stages": {"a": {"name": "x", "rank": "a0", "goal": null}},\n"personas": {"p": {"name": "n", "goals": ["x", null]}}, "notes": null}'
        )
        clean, repairs = parsed(content)
        assert clean["stages"]["a"] == {"name": "x", "rank": "a0"}
        assert clean["personas"]["p"]["goals"] == ["x"]
        assert clean["notes"] == {}
        assert [(repair.place, repair.line) for repair in repairs] == [
            ("notes", 3),
            ("stages / a / goal", 2),
            ("personas / p / goals / 1", 3),
        ]
        assert repairs[1].words["en"] == "stages / a / goal: dropped a null."

    def test_records_without_a_rank_keep_the_order_of_the_file_behind_the_others(self):
        content = (
            HEAD
            + ',\n "stages": {"a": {"name": "a", "rank": 2},\n"b": {"name": "b", "rank": 9}, "c": {"name": "c"}, "d": {"name": "d", "rank": "a0"}}}'
        )
        clean, repairs = parsed(content)
        assert sorted(clean["stages"], key=lambda name: clean["stages"][name]["rank"]) == ["d", "a", "b", "c"]
        assert [(repair.place, repair.line, repair.column) for repair in repairs] == [
            ("stages / a / rank", 2, 32),
            ("stages / b / rank", 3, 20),
        ]

    def test_a_valid_file_needs_no_repair_and_no_search_for_places(self):
        assert parsed(HEAD + "}")[1] == []

    def test_whole_floats_become_integers(self):
        assert repr(parsed(HEAD + ', "x": {"y": {"z": 2.0}}}')[0]["x"]) == "{'y': {'z': 2}}"

    def test_what_a_merge_left_pointing_at_nothing_is_tied_up_and_said(self):
        content = document(
            touchpoints={"t": {"title": "t", "rank": "a0", "stage": "gone"}},
            scores={
                "x//as_is/": {"touchpoint": "x", "state": "as_is", "score": 1},
                "t//as_is/p": {"touchpoint": "t", "state": "as_is", "score": 1, "participant": "p"},
            },
        )
        clean, repairs = parsed(json.dumps(content))
        assert clean["touchpoints"]["t"] == {"title": "t", "rank": "a0"}
        assert list(clean["scores"]) == ["t//as_is/p"]
        assert clean["participants"] == {"p": {"label": "p"}}
        assert [repair.place for repair in repairs] == ["touchpoints / t / stage", "scores / x//as_is/ / touchpoint"]

    def test_unknown_fields_and_tables_are_kept(self):
        content = document(
            stages={"a": {"name": "a", "rank": "a0", "colour_of_2031": [1]}}, rooms={"r": {"x": 1}}, remark="ours"
        )
        assert content.items() <= parsed(json.dumps(content))[0].items()


class TestVersions:
    def test_a_newer_version_is_given_back_as_it_is(self):
        newer = HEAD.replace('"version": 1', '"version": 7') + ', "stages": {"a": null}}'
        assert parsed(newer) == (json.loads(newer), [])

    def test_each_step_leads_to_the_next_version(self):
        steps = {1: lambda d: {**d, "one": True}, 2: lambda d: {**d, "two": True}}
        assert migrate({"version": 1}, steps=steps, to=3) == {"version": 3, "one": True, "two": True}


class TestText:
    def test_a_moved_card_is_a_two_line_difference(self):
        before = document(
            touchpoints={"a": {"title": "a", "rank": "a0", "stage": "s"}, "b": {"title": "b", "rank": "a1"}}
        )
        after = document(
            touchpoints={"a": {"title": "a", "rank": "a2", "stage": "z"}, "b": {"title": "b", "rank": "a1"}}
        )
        lines = zip(file.text(before).splitlines(), file.text(after).splitlines(), strict=True)
        assert sum(one != other for one, other in lines) == 2

    def test_japanese_is_readable_and_keys_are_sorted(self):
        written = file.text({"b": "購入", "a": 1})
        assert written == '{\n "a": 1,\n "b": "購入"\n}\n'

    @given(
        st.recursive(
            st.booleans()
            | st.integers(-(2**53), 2**53)
            | st.text()
            | st.floats(-1e9, 1e9).filter(lambda f: not f.is_integer()),
            lambda inner: st.lists(inner) | st.dictionaries(st.text().filter(lambda key: key not in FORBIDDEN), inner),
            max_leaves=20,
        )
    )
    def test_what_is_written_is_read_back(self, value):
        whole = document(extra={"a": {"b": value}})
        read, repairs = file.parse(file.text(whole).encode(), Path("m"))
        assert (read["extra"], repairs) == (whole["extra"], [])


class TestWrite:
    def test_the_file_is_readable_by_the_team_and_keeps_its_mode(self, tmp_path):
        path = tmp_path / "m.json"
        file.write(path, document())
        assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask()
        path.chmod(0o640)
        file.write(path, document())
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_a_link_stays_a_link(self, tmp_path):
        (tmp_path / "real.json").write_text("old")
        (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
        file.write(tmp_path / "link.json", document())
        assert (tmp_path / "link.json").is_symlink()
        assert json.loads((tmp_path / "real.json").read_text())["id"] == "jm_1"

    @pytest.mark.parametrize("step", ["fsync", "replace", "write"])
    def test_a_save_that_fails_leaves_the_old_file_whole_and_nothing_behind(self, tmp_path, monkeypatch, step):
        path = tmp_path / "m.json"
        path.write_text("old")

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        if step == "write":
            monkeypatch.setattr(file.os, "fdopen", full)
        else:
            monkeypatch.setattr(file.os, step, full)
        with pytest.raises(OSError, match="No space"):
            file.write(path, document())
        assert path.read_text() == "old"
        assert os.listdir(tmp_path) == ["m.json"]

    def test_a_scanner_that_holds_the_file_a_moment_is_waited_for(self, tmp_path, monkeypatch):
        waits: list[float] = []
        really = os.replace
        monkeypatch.setattr(file.time, "sleep", waits.append)

        def held(source: Path, target: Path) -> None:
            if len(waits) < 3:
                raise PermissionError(errno.EACCES, "used by another process")
            really(source, target)

        monkeypatch.setattr(file.os, "replace", held)
        file.write(tmp_path / "m.json", document())
        assert (tmp_path / "m.json").exists()
        assert waits == [0.01, 0.02, 0.04]

    def test_a_file_that_stays_held_is_given_up_with_the_reason(self, tmp_path, monkeypatch):
        now = [0.0]
        monkeypatch.setattr(file.time, "monotonic", lambda: now[0])
        monkeypatch.setattr(file.time, "sleep", lambda pause: now.__setitem__(0, now[0] + pause))

        def held(*_: object) -> None:
            raise PermissionError(errno.EACCES, "used by another process")

        monkeypatch.setattr(file.os, "replace", held)
        with pytest.raises(PermissionError, match="another process"):
            file.write(tmp_path / "m.json", document())
        assert now[0] <= 2.0
        assert os.listdir(tmp_path) == []

    def test_a_system_that_cannot_flush_a_folder_is_no_failure(self, tmp_path, monkeypatch):
        really = os.open

        def windows(path: Any, flags: int, *more: int) -> int:
            if Path(path).is_dir():
                raise PermissionError(errno.EACCES, "a folder cannot be opened here")
            return really(path, flags, *more)

        monkeypatch.setattr(file.os, "open", windows)
        file.write(tmp_path / "m.json", document())
        assert (tmp_path / "m.json").exists()

    def test_a_network_drive_that_refuses_to_flush_a_folder_is_no_failure(self, tmp_path, monkeypatch):
        really = os.fsync

        def refused(handle: int) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "not supported")
            really(handle)

        monkeypatch.setattr(file.os, "fsync", refused)
        file.write(tmp_path / "m.json", document())
        assert (tmp_path / "m.json").exists()


class TestPlaces:
    def test_every_member_is_found_at_its_key(self):
        content = '{"a": {"b": [1, {"c": "x,{"}]},\n "d": 2}'
        found = members(content)
        assert [path for path, _ in found] == [("a",), ("a", "b"), ("a", "b", "1", "c"), ("d",)]
        assert place(content, found[-1][1]) == (2, 2)

    @given(
        st.recursive(
            st.none() | st.text() | st.integers(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text().filter(lambda key: key not in FORBIDDEN), inner),
            max_leaves=20,
        )
    )
    def test_any_json_is_walked_completely(self, value):
        def count(inner: object) -> int:
            if isinstance(inner, dict):
                return sum(1 + count(member) for member in inner.values())
            return sum(map(count, inner)) if isinstance(inner, list) else 0

        assert len(members(json.dumps(value, ensure_ascii=False))) == count(value)


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
