"""The catalogue: everything a person reads, in both languages."""

import json
import re
from pathlib import Path

import pytest

import journey_widgets.words as words
from journey_widgets.words import LANGUAGES, catalogue, said, say

FOLDER = Path(words.__file__).parent
AREAS = sorted(FOLDER.glob("*.json"))
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("path", AREAS, ids=lambda path: path.stem)
def test_every_entry_is_said_in_both_languages_with_the_same_placeholders(path):
    for key, entry in json.loads(path.read_text(encoding="utf-8")).items():
        assert set(entry) == set(LANGUAGES), key
        assert all(text.strip() for text in entry.values()), key
        ja, en = (set(PLACEHOLDER.findall(entry[language])) for language in LANGUAGES)
        assert ja == en, (key, ja ^ en)


@pytest.mark.parametrize("path", AREAS, ids=lambda path: path.stem)
def test_keys_begin_with_the_area_of_their_file(path):
    for key in json.loads(path.read_text(encoding="utf-8")):
        assert re.fullmatch(rf"{path.stem}\.[a-z0-9_]+", key), key


def test_no_word_of_the_model_is_missing_or_unused():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER.parent / "model").rglob("*.py"))
    used = set(re.findall(r'"(model\.[a-z0-9_]+)"', sources))
    known = {key for key in catalogue() if key.startswith("model.")}
    assert used <= known, used - known
    built = ("model.thing_", "model.change_", "model.left_", "model.needs_", "model.feeling_")
    unused = {key for key in known - used if not key.startswith(built)}
    assert not unused


def test_a_missing_key_and_a_missing_value_are_clear_errors():
    with pytest.raises(KeyError, match=r"no entry 'model\.nothing_like_it'"):
        say("model.nothing_like_it")
    with pytest.raises(KeyError, match=r"need a value for \{place\}"):
        say("model.too_deep")


def test_values_are_spelled_in_the_language_of_the_sentence():
    thing = said("model.thing_touchpoints")
    assert say("model.no_such_record", "en", thing=thing, id="tp_1") == "Touchpoint 'tp_1' does not exist."
    assert say("model.no_such_record", "ja", thing=thing, id="tp_1") == "タッチポイント「tp_1」はありません。"


def test_lists_are_quoted_and_long_ones_cut():
    text = say("model.no_such_table", table="x", valid=[f"t{number}" for number in range(15)])
    assert "'t0', 't1'" in text
    assert text.endswith("… (+3).")


def test_an_unknown_language_is_english():
    assert say("model.someone", "fr") == say("model.someone") == "someone"
