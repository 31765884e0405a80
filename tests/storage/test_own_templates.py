"""A map's bones kept as a template: what is in it, what never is, where it is, and what is taken for a name."""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journey_widgets as jw
from journey_widgets.model import Journey
from journey_widgets.model.blueprint import bones
from journey_widgets.model.records import TABLES, About
from journey_widgets.storage import own_templates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """The folder of own templates, which is not there yet."""
    monkeypatch.setenv("JOURNEY_WIDGETS_TEMPLATES", str(tmp_path / "templates"))
    return tmp_path / "templates"


def shop() -> Journey:
    journey = jw.new("ecommerce")
    journey.edit("about", title="うちの店", north_star="再購入率")
    journey.set_agenda(60)
    journey.edit("touchpoints", "tp_reviews", custom={"費用": 120, "場所": "本店"}, exists_in="both")
    journey.add("links", source="tp_reviews", target="tp_search", condition="離脱", delay="P3D", share=0.4)
    return journey


class TestWhatIsInIt:
    def test_a_new_map_on_it_has_the_same_stages_cards_links_and_agenda_in_the_same_order(self, folder):
        journey = shop()
        jw.save_template(journey, "うちの店 2026")
        made = jw.new("うちの店 2026")
        assert made.id != journey.id
        assert made.language == "ja"
        assert made.about["title"] == "うちの店"
        assert made.about["north_star"] == "再購入率"
        assert list(made.stages.index) == list(journey.stages.index)
        assert list(made.touchpoints.index) == list(journey.touchpoints.index)
        assert made.touchpoints["channel"].equals(journey.touchpoints["channel"])
        assert list(made.agenda["title"]) == list(journey.agenda["title"])
        assert made.links[["source", "target", "condition", "delay"]].values.tolist() == [
            ["tp_reviews", "tp_search", "離脱", "P3D"]
        ]
        assert len(made.repairs) == 0

    def test_own_fields_and_checks_are_there_with_nothing_in_them(self, folder):
        journey = shop()
        checks = journey.record("touchpoints", "tp_product_page")["checks"]
        journey.edit("touchpoints", "tp_product_page", checks={key: {**one, "ok": True} for key, one in checks.items()})
        jw.save_template(journey, "shop")
        made = jw.new("shop")
        assert made.record("touchpoints", "tp_reviews")["custom"] == {"費用": "", "場所": ""}
        assert made.record("touchpoints", "tp_product_page")["checks"] == checks

    def test_stages_alone_can_be_kept(self, folder):
        jw.save_template(shop(), "stages", touchpoints=False)
        made = jw.new("stages")
        assert len(made.stages)
        assert len(made.agenda)
        assert len(made.touchpoints) == len(made.links) == 0

    def test_the_scale_is_the_maps(self, folder):
        journey = shop()
        journey.rescale("1…5")
        jw.save_template(journey, "five")
        assert str(jw.new("five").scale) == "1…5"

    def test_the_language_asked_for_is_what_the_board_speaks(self, folder):
        jw.save_template(shop(), "shop")
        assert jw.new("shop", language="en").language == "en"

    def test_nothing_about_anybody_is_in_it(self, folder):
        """Every field that is not listed here is filled with a mark, in every table; the mark is nowhere in the file."""
        allowed = {
            "about": {"title", "language", "scale", "north_star"},
            "stages": {"name", "rank", "goal", "strategy", "kpi", "duration"},
            "touchpoints": {
                "title",
                "stage",
                "rank",
                "channel",
                "action",
                "backstage",
                "exists_in",
                "duration",
                "checks",
            },
            "links": {"source", "target", "condition", "delay"},
            "agenda": {"title", "rank", "minutes", "activity", "hint", "opens", "dots"},
        }
        journey = Journey()
        valid = {
            "color": "#secret", "reviewed_on": "2026-01-01T00:00:00+00:00", "moment_of_truth": True, "evidence": "customer",
            "importance": 5, "share": 0.123456, "image": "secret.png",
        }  # fmt: skip
        card = journey.add("touchpoints", title="card")
        other = journey.add("touchpoints", title="other")
        names = {"touchpoints": card, "links": journey.add("links", source=card, target=other)}
        names["stages"] = journey.add("stages", name="stage")
        names["agenda"] = journey.add("agenda", title="step", minutes=5)
        for table, name in [("about", ""), *names.items()]:
            fields = (About if table == "about" else TABLES[table]).model_fields.keys() - allowed[table] - {"custom"}
            journey.edit(table, name, **{field: valid.get(field, "SECRET") for field in fields})
        journey.apply({"touchpoints": {card: {"unheard": "SECRET", "custom": {"責任者": "SECRET", "費用": 4321}}}})
        journey.add("personas", name="SECRET")
        journey.add("participants", id="SECRET", label="SECRET")
        note = journey.add("notes", kind="pain", text="SECRET", touchpoint=card)
        journey.vote(note, "SECRET", 3)
        journey.score(card, -2, participant="SECRET", reason="SECRET")
        journey.add("actions", title="SECRET", owner="SECRET")
        journey.add("measures", metric="SECRET", value=1)
        journey.add("views", name="SECRET")
        path = jw.save_template(journey, "clean")
        written = path.read_text(encoding="utf-8")
        assert not [mark for mark in ("SECRET", "secret", "0.123456", "4321", "2026-01", "customer") if mark in written]
        assert journey.id not in written
        kept = json.loads(written)
        assert kept.keys() == {"format", "version", "about", "stages", "touchpoints", "links", "agenda"}
        assert kept["touchpoints"][card]["custom"] == {"責任者": "", "費用": ""}

    def test_every_field_of_the_kept_tables_has_been_thought_of(self):
        """A new field of a table is neither kept nor left out by accident: say in `model.blueprint` what becomes of it."""
        assert set(TABLES["touchpoints"].model_fields) == {
            "title", "stage", "rank", "channel", "action", "backstage", "exists_in", "duration", "checks", "custom",
            "thought", "need", "owner", "importance", "moment_of_truth", "evidence", "image", "image_alt",
        }  # fmt: skip
        assert set(TABLES["stages"].model_fields) == {"name", "rank", "goal", "strategy", "kpi", "duration", "owner"}

    def test_the_bones_of_bones_are_the_same(self):
        once = bones(shop().document)
        assert bones({**once, "id": "jm_x"}) == once


class TestWhereItIs:
    def test_it_is_listed_behind_those_of_the_package_with_its_file(self, folder):
        path = jw.save_template(shop(), "うちの店")
        listed = jw.templates()
        assert path == folder / "うちの店.template.json"
        assert listed.index[-1] == "うちの店"
        row = listed.loc["うちの店"]
        assert row["title"] == "うちの店"
        assert row["stages"] == tuple(shop().stages["name"])
        assert row["touchpoints"] == len(shop().touchpoints)
        assert row["languages"] == ("ja",)
        assert str(path) in row["source"]

    def test_a_path_may_be_anywhere_and_is_no_name(self, folder, tmp_path):
        path = tmp_path / "team.json"
        jw.save_template(shop(), str(path))
        assert not folder.exists()
        assert "team" not in jw.templates().index
        assert jw.new(path).about["title"] == jw.new(str(path)).about["title"] == "うちの店"

    def test_a_map_is_a_template_too_without_its_people(self, folder, tmp_path):
        journey = shop()
        journey.add("personas", name="花")
        jw.save(journey, tmp_path / "last.journey.json")
        made = jw.new(tmp_path / "last.journey.json")
        assert list(made.stages.index) == list(journey.stages.index)
        assert len(made.personas) == len(made.scores) == 0
        assert made.id != journey.id
        journey.close()

    def test_open_makes_a_new_map_of_it_and_never_resets_one(self, folder, tmp_path):
        jw.save_template(shop(), "shop")
        path = tmp_path / "new.journey.json"
        journey = jw.open(path, template="shop")
        assert journey.about["title"] == "うちの店"
        journey.edit("about", title="変えた")
        journey.close()
        again = jw.open(path, template=folder / "shop.template.json")
        assert again.about["title"] == "変えた"
        again.close()

    def test_saving_it_again_replaces_it_and_a_map_in_its_place_is_left_alone(self, folder, tmp_path):
        jw.save_template(shop(), "shop")
        journey = shop()
        journey.edit("about", title="新しい題")
        jw.save_template(journey, "shop")
        assert jw.new("shop").about["title"] == "新しい題"
        path = tmp_path / "map.json"
        jw.save(journey, path)
        before = path.read_bytes()
        with pytest.raises(jw.SaveError, match="テンプレートではないため、上書きしません"):
            jw.save_template(journey, path)
        assert path.read_bytes() == before
        journey.close()

    @pytest.mark.parametrize(
        ("variables", "expected"),
        [
            ({"XDG_DATA_HOME": "/data"}, "/data/journey_widgets/templates"),
            ({}, ".local/share/journey_widgets/templates"),
        ],
    )
    @pytest.mark.skipif(
        sys.platform != "linux", reason="each system's own folder is platformdirs' affair, tested there"
    )
    def test_the_folder_is_where_the_system_keeps_such_things(self, monkeypatch, variables, expected):
        monkeypatch.delenv("JOURNEY_WIDGETS_TEMPLATES")
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert own_templates.folder().as_posix().endswith(expected)


class TestMistakes:
    @pytest.mark.parametrize(
        "name",
        ["", " ", ".", "..", "../x", "a/b", "a\\b", "/etc/x", "C:x", ".hidden", "x ", "x.", "nul", "CON", "com1.x", "x\ny", "x" * 65, "a\0b"],
    )  # fmt: skip
    def test_what_could_lead_elsewhere_is_no_name(self, folder, tmp_path, name):
        with pytest.raises(jw.ChangeError, match="テンプレートの名前に使えません"):
            jw.save_template(shop(), name)
        assert list(tmp_path.rglob("*")) == []
        with pytest.raises(jw.ChangeError, match=r"テンプレート .* はありません"):
            jw.new(name)

    @given(st.text(max_size=70))
    def test_whatever_a_text_is_it_never_leads_out_of_the_folder(self, text):
        try:
            path = own_templates._path(text, saving=True)
        except jw.ChangeError:
            return
        if path is not None and not text.endswith(".json"):
            assert path.parent == own_templates.folder()
            assert Path(os.path.normpath(path)) == path

    @pytest.mark.parametrize("name", ["ecommerce", "Ecommerce"])
    def test_the_name_of_one_of_the_package_is_taken(self, folder, name):
        with pytest.raises(jw.ChangeError, match="付属のテンプレートの名前"):
            jw.save_template(shop(), name)

    def test_an_unknown_name_is_refused_with_ones_own_among_those_there_are(self, folder):
        jw.save_template(shop(), "うちの店")
        with pytest.raises(jw.ChangeError, match=r"'ecommerce'.*'うちの店'"):
            jw.new("うちのみせ")

    def test_a_broken_file_in_the_folder_is_left_out_with_a_warning_and_named_when_asked_for(self, folder):
        jw.save_template(shop(), "good")
        (folder / "bad.template.json").write_text('{"format": "journey-template",', encoding="utf-8")
        (folder / "notes.txt").write_text("x", encoding="utf-8")
        with pytest.warns(jw.RepairWarning, match=r"bad\.template\.json"):
            listed = jw.templates()
        assert listed.index[-1] == "good"
        with pytest.raises(jw.ReadError, match=r"bad\.template\.json"):
            jw.new("bad")

    def test_a_template_of_a_newer_version_is_not_read(self, folder):
        path = jw.save_template(shop(), "new")
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "version": 99}), encoding="utf-8")
        with pytest.raises(jw.ReadError, match="newer version"):
            jw.new("new")

    def test_what_is_no_template_and_no_map_is_refused_with_what_would_be(self, tmp_path):
        (tmp_path / "x.json").write_text('{"format": "other"}', encoding="utf-8")
        with pytest.raises(jw.ReadError, match="'journey-template' / 'journey-map'"):
            jw.new(tmp_path / "x.json")

    def test_a_template_is_no_map_to_open(self, folder):
        path = jw.save_template(shop(), "shop")
        with pytest.raises(jw.ReadError, match="it should be 'journey-map'"):
            jw.open(path)

    def test_a_folder_that_cannot_be_written_is_named(self, tmp_path, monkeypatch):
        (tmp_path / "file").write_text("x", encoding="utf-8")
        monkeypatch.setenv("JOURNEY_WIDGETS_TEMPLATES", str(tmp_path / "file"))
        with pytest.raises(jw.SaveError, match=r"shop\.template\.json"):
            jw.save_template(shop(), "shop")

    def test_without_the_folder_the_list_is_that_of_the_package_and_nothing_is_warned_about(self, folder):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert tuple(jw.templates().index) == own_templates.names()
        assert "blank" in jw.templates().index
        assert len(jw.new("blank").stages) == 0
