"""Templates: what the issue lists is there, in both languages, with nothing missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.model import templates
from journey_widgets.model.ids import is_id

NAMES = ("awareness", "lifecycle", "engagement", "buyer", "ecommerce", "aidma", "aisas", "service", "public_service")
FOLDER = Path(templates.__file__).parent / "templates"


def stages(name: str, language: str = "ja") -> list[str]:
    return list(jw.templates(language).loc[name, "stages"])


def cards(name: str, stage: str) -> str:
    """All titles of a stage, one after the other."""
    document = templates.document(name, "ja")
    lane = next(key for key, record in document["stages"].items() if record["name"] == stage)
    return "、".join(card["title"] for card in document["touchpoints"].values() if card["stage"] == lane)


def raw(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", NAMES)
class TestEveryTemplate:
    def test_it_opens_as_a_valid_journey_that_needs_no_repair(self, name, language):
        journey = jw.new(name, language=language)
        assert journey.language == language
        assert len(journey.repairs) == 0
        assert journey.id.startswith("jm_")
        assert set(journey.document["stages"]) == {card["stage"] for card in journey.document["touchpoints"].values()}

    def test_stages_and_cards_stand_in_the_order_of_the_template(self, name, language):
        journey = jw.new(name, language=language)
        assert list(journey.stages["name"]) == stages(name, language)
        assert list(journey.touchpoints.index) == [
            card["id"] for stage in raw(name)["stages"] for card in stage["touchpoints"]
        ]

    def test_every_card_has_a_title_and_a_channel(self, name, language):
        touchpoints = jw.new(name, language=language).touchpoints
        assert touchpoints["title"].notna().all()
        assert touchpoints["channel"].notna().all()
        assert touchpoints["title"].is_unique


@pytest.mark.parametrize("name", NAMES)
class TestEveryFile:
    def test_no_text_is_missing_in_either_language(self, name):
        def texts(value: Any, where: str) -> None:
            if isinstance(value, dict) and value.keys() & {"ja", "en"}:
                assert value.keys() == {"ja", "en"}, where
                assert all(text.strip() for text in value.values()), where
            elif isinstance(value, dict):
                for key, inner in value.items():
                    texts(inner, f"{where}/{key}")
            elif isinstance(value, list):
                for inner in value:
                    texts(inner, where)
            else:
                assert where.rsplit("/", 1)[-1] in {"id", "channel", "score"}, f"{where} is not in both languages"

        texts(raw(name), name)

    def test_ids_are_readable_and_used_once(self, name):
        ids = [stage["id"] for stage in raw(name)["stages"]]
        ids += [card["id"] for stage in raw(name)["stages"] for card in stage["touchpoints"]]
        assert len(ids) == len(set(ids))
        assert all(is_id(one) and one.startswith(("st_", "tp_")) for one in ids)

    def test_channels_are_all_used_and_all_there(self, name):
        used = {card["channel"] for stage in raw(name)["stages"] for card in stage["touchpoints"]}
        assert used == set(raw(name)["channels"])

    def test_where_it_comes_from_is_said(self, name):
        assert len(jw.templates().loc[name, "source"]) > 20

    def test_two_maps_from_it_have_ids_of_their_own(self, name):
        assert jw.new(name).id != jw.new(name).id


class TestWhatTheIssueLists:
    def test_all_nine_are_there_the_everyday_ones_first(self):
        assert tuple(jw.templates().index)[: len(NAMES)] == NAMES
        assert {"stages", "source", "languages"} <= set(jw.templates().columns)
        assert set(jw.templates()["languages"]) == {("ja", "en")}

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("awareness", "認知・検討・購入・維持・推奨"),
            ("lifecycle", "認知・検討・購入・使用・ロイヤリティ"),
            ("engagement", "リーチ&エンゲージ・育成と教育・変換して閉じる・サポートと成長"),
            ("buyer", "学習と発見・問題の認識・解決策の検討・購入決定"),
            ("service", "利用前・利用中・利用後"),
        ],
    )
    def test_the_stages_are_the_ones_of_practice(self, name, expected):
        assert "・".join(stages(name)) == expected

    def test_aidma_and_aisas_spell_their_names(self):
        for name in ("aidma", "aisas"):
            assert "".join(stage[0] for stage in stages(name, "en")).lower() == name

    @pytest.mark.parametrize(
        ("stage", "usual"),
        [
            ("認知", "広告 口コミ SNS"),
            ("検討", "サイト レビュー 比較サイト"),
            ("購入", "購入手続き 支払い 返品"),
            ("使用", "サポート ガイド FAQ"),
            ("ロイヤリティ", "会員制度 個別オファー"),
        ],
    )
    def test_lifecycle_has_each_stages_usual_touchpoints(self, stage, usual):
        assert all(word in cards("lifecycle", stage) for word in usual.split())

    @pytest.mark.parametrize(
        ("stage", "usual"),
        [
            ("来訪前", "検索 SNS 口コミ"),
            ("検索・比較", "探す 比較"),
            ("カート", "カート"),
            ("配送", "発送 配送 受け取る"),
            ("問い合わせ・返品・交換", "問い合わせ 返品 交換"),
            ("レビュー・再来訪", "レビュー メールマガジン"),
        ],
    )
    def test_ecommerce_goes_from_before_the_visit_to_the_mail_magazine(self, stage, usual):
        assert all(word in cards("ecommerce", stage) for word in usual.split())

    @pytest.mark.parametrize(
        ("card", "checks"), [("tp_product_page", "画像数 拡大 動画"), ("tp_payment_page", "支払い方法 送料 手数料")]
    )
    def test_ecommerce_pages_carry_their_checks(self, card, checks):
        said = " ".join(check["text"] for check in jw.new("ecommerce").record("touchpoints", card)["checks"].values())
        assert all(word in said for word in checks.split())

    def test_emotions_to_start_from_are_marked_as_guesses_with_their_source(self):
        scores = jw.new("ecommerce").scores
        assert len(scores) == 9
        assert set(scores["evidence"]) == {"assumed"}
        assert scores["reason"].str.contains("仮の値").all()
        assert scores["participant"].isna().all()

    def test_where_no_source_gives_emotions_there_are_none(self):
        assert {name for name in NAMES if len(jw.new(name).scores)} == {"ecommerce"}


class TestMistakes:
    def test_an_unknown_template_is_refused_with_the_list(self):
        with pytest.raises(jw.ChangeError, match=r"テンプレート 'shop' はありません.*'ecommerce'"):
            jw.new("shop")

    def test_an_unknown_language_is_refused_with_the_list(self):
        with pytest.raises(jw.ChangeError, match=r"no language 'fr'.*'ja', 'en'"):
            jw.new("ecommerce", language="fr")  # type: ignore[arg-type]

    def test_without_a_template_there_is_an_empty_map(self):
        journey = jw.new()
        assert journey.record("about")["title"] == "無題のジャーニーマップ"
        assert len(journey.stages) == 0
