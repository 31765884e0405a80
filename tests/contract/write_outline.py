"""Writes outline.json: pasted lists and what both languages read in them. Run it when the reading is meant to change.

python -m tests.contract.write_outline
"""

import json
from dataclasses import asdict
from pathlib import Path

from journey_widgets.model.outline import lanes, lines, parse

CASES = {
    "one a line": "送料が見えない\n入力が多い\n\n  エラーの意味が分からない  ",
    "Japanese bullets nest by full-width spaces": "・認知\n　・SNS広告\n　　・文字が小さい\n　・検索\n・検討\n　・比較サイト",
    "Japanese bullets without any space after them, half-width ones too": "・ 認知\n･検索\n•広告",
    "a bullet below a plain line": "認知\n・SNS広告\n・検索\n\n検討：\n・比較サイト",
    "numbers above bullets": "1. 認知\n・広告\n・検索\n2. 検討\n・比較",
    "numbers above circled numbers": "1．認知\n①広告\n②検索\n２）検討\n① 比較\n⑳ 口コミ",
    "bracketed numbers": "(1) Aware\n（２）検討\n 1) Search",
    "marks above bullets": "■認知\n・広告\n■検討\n●比較\n・価格\n・送料\n●相談",
    "labels": "【認知】\n広告\n検索\n【検討】\n・比較",
    "Markdown": "- Aware\n  - Ad\n    - too small\n  - Search\n* Buy\n+ Use",
    "Markdown headings": "# Aware\n- Ad\n- Search\n\n# Buy ##\n1. Cart\n2. Pay",
    "a single heading is a title": "# 購入体験\n## 認知\n- 広告\n  - 高い\n## 検討\n- 比較",
    "a single heading with one level below stays a stage": "# 認知\n- 広告\n- 検索",
    "tabs": "認知\n\t広告\n\t\t高い\n\t検索\n検討\n\t比較",
    "rows of a spreadsheet": "認知\tSNS広告\t文字が小さい\n認知\t検索\n\tYouTube\n検討\t比較\t遅い\n検討\t比較\t高い",
    "mixed indentation": "Aware\n  Ad\n \tSearch\n    deep\n  Shop\nBuy",
    "back to a level that was never there": "a\n    b\n  c\nd",
    "check boxes": "- [ ] ゲスト購入\n- [x] 送料を先に\n☐ 返品をWebで\n✓ 済み",
    "letters": "a. one\nB) two\nA.I. is not a letter\nI. think",
    "figures that are no numbering": "1.5 時間待つ\n1、2か月後\n-2点\n3.11の後\n2024年に\n10:30 駅に着く\n- -5 %",
    "words that look like marks": "・・・と思う\n○○さんに聞く\n--option\n-> next\n*emphasis* stays\nT-shirt\n-ひらがな",
    "emphasis": "- **太字**\n- `code`\n__下線__\n**a** and **b**",
    "rulers and empty bullets": "---\n認知\n===\n- \n・\n広告\nーーーー\n***",
    "line ends of every system": "a\r\nb\rc\nd\u2028e",
    "invisible characters": "\ufeff・認知\n\u200b　・広告\u200b",
    "the same names twice": "認知\n・広告\n検討\n・比較\n認知\n・ＳＮＳ\n・sns\n・広告",
    "a colon stays where nothing is below": "次の通り：\n理由:",
    "nothing": "\n  \n\u3000\n",
    "three levels and a fourth": "a\n b\n  c\n   d\n  e",
    "a note without a touchpoint cannot be": "・広告",
    "text that could be code": "- <b>&amp;</b>\n- =1+1\n- __proto__\n- ../../etc",
}


def text() -> str:
    cases = [
        {
            "name": name,
            "text": given,
            "items": [[item.level, item.text, item.heading] for item in parse(given)],
            "lines": lines(given),
            "lanes": [asdict(lane) for lane in lanes(given)],
        }
        for name, given in CASES.items()
    ]
    return "[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n"


if __name__ == "__main__":
    Path(__file__).with_name("outline.json").write_text(text(), encoding="utf-8")
