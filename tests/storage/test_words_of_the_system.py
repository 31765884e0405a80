"""What the operating system says, said in the language of the sentence it is put into."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.cli.maps import read_map
from journey_widgets.slides import atomic
from journey_widgets.storage import file
from journey_widgets.storage.errors import why
from journey_widgets.storage.rows import Rows

pytestmark = pytest.mark.usefixtures("never_written")

KNOWN = [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO]


def failing(number: int) -> Any:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def sentence(words: str, path: Path) -> str:
    """The sentence without the names in it."""
    return words.replace(str(path), "").replace(".journey", "")


@pytest.mark.parametrize("number", KNOWN)
def test_a_japanese_sentence_has_no_english_in_it(path: Path, monkeypatch: pytest.MonkeyPatch, number: int):
    journey = jw.open(path, template="service")
    journey.edit("about", title="x")
    with monkeypatch.context() as patched:
        patched.setattr(file, "put", failing(number))
        with pytest.raises(jw.SaveError) as refused:
            journey.save()
    said = sentence(refused.value.said["ja"], path)
    assert not [letter for letter in said if "a" <= letter.lower() <= "z"], said
    with monkeypatch.context() as patched:
        patched.setattr(Rows, "add", failing(number))
        with pytest.raises(jw.ChangeError) as not_made:
            journey.edit("about", title="y")
    said = not_made.value.said["ja"]
    assert not [letter for letter in said if "a" <= letter.lower() <= "z"], said
    assert os.strerror(errno.EIO) in why(OSError(errno.EIO, "disk I/O error"))["en"]


def test_what_we_have_no_words_for_is_said_as_the_system_says_it():
    assert why(OSError(errno.EMFILE, "Too many open files")) == "Too many open files"
    assert why(OSError("something odd")) == "something odd"


def test_a_file_that_could_not_be_saved_says_where_the_changes_are(path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patched:
        patched.setattr(Rows, "__init__", failing(errno.EIO))
        with pytest.warns(jw.RepairWarning, match="記録できません"):
            alone = jw.open(path, template="service")
    alone.edit("about", title="x")
    kept = jw.open(path.with_name("other.journey.json"), template="service")
    kept.edit("about", title="x")
    monkeypatch.setattr(file, "put", failing(errno.EACCES))
    with pytest.raises(jw.SaveError) as only_here:
        alone.save()
    with pytest.raises(jw.SaveError) as journalled:
        kept.save()
    assert "このカーネルに残って" in only_here.value.said["ja"]
    assert "記録（.journey）に残って" in journalled.value.said["ja"]
    assert "kernel" not in journalled.value.said["en"]


def test_what_cannot_be_exported_or_read_says_why_in_japanese_too(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(atomic, "replace", failing(errno.EACCES))
    with pytest.raises(jw.SaveError) as refused, atomic.whole(path):
        pass
    with pytest.raises(jw.ReadError) as unread:
        read_map(path.with_name("elsewhere.journey.json"))
    for error, why_not in ((refused.value, "アクセス権"), (unread.value, "ありません")):
        assert why_not in error.said["ja"]
        assert os.strerror(errno.EACCES) not in error.said["ja"]
        assert os.strerror(errno.ENOENT) not in error.said["ja"]
