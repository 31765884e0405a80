"""Where Japanese and English text may be broken into lines, and where it is best broken. Knows nothing of fonts."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise

__all__ = ["broken"]

#: JIS X 4051: what may not begin a line, …
_NOT_FIRST = frozenset(
    "、。，．,.・：；:;？！?!゛゜ヽヾゝゞ々〻ー—–‐-〜～…‥）〕］｝〉》」』】｠〙〗〟’”)]}%％‰℃°′″"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
#: … and what may not end one.
_NOT_LAST = frozenset("（〔［｛〈《「『【｟〘〖〝‘“([{¥$￥＄＃#№")
#: What belongs together: an ellipsis or a dash of two characters.
_TOGETHER = frozenset("…‥—―〳〵")
_ENDS = frozenset("、。，．,.・：；:;？！?!）〕］｝〉》」』】")
#: A break where there is none: inside a word that is wider than the line.
_NEVER = 1e6
_PARTICLES = frozenset("をにがはでとのへもやてば")
#: What a line costs beside its break: one more line is better than a word torn apart, …
_LINE = 4.0
_WIDOW = 5.0
#: … unless lines are all that counts.
_FEWEST = 1e3


@cache
def _script(character: str) -> str:
    """H hiragana, K katakana, C kanji and other wide signs, W letters of a word, S space."""
    if character.isspace():
        return "S"
    if "\u3041" <= character <= "\u309f":
        return "H"
    if "\u30a0" <= character <= "\u30ff" or "\uff66" <= character <= "\uff9f":
        return "K"
    return "C" if unicodedata.east_asian_width(character) in "WF" else "W"


@cache
def _cost(before: str, after: str) -> float:
    """How bad a break between two characters is; `_NEVER` where there is none, apart from an emergency."""
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST or _joined(before, after):
        return _NEVER
    left, right = _script(before), _script(after)
    if left == "S" or before in _ENDS:
        return 0.0
    if left == right == "W":
        return 0.5 if before in "-/–—_" else _NEVER
    if left == "H" and right != "H":
        # A phrase ends in a particle: 登録の / フォーム. お and ご begin one; other hiragana may be within: 受け取る.
        return 0.0 if before in _PARTICLES else 4.0 if before in "おご" else 2.5
    if right == "H":
        # A particle or an ending stays with what it belongs to.
        return 1.5 if before in _PARTICLES else 3.0 if left == "H" else 4.0
    return 8.0 if left == right == "K" else 3.0 if left == right else 1.5


def _joined(before: str, after: str) -> bool:
    if unicodedata.combining(after) or unicodedata.category(after) in {"Mn", "Me", "Cf"} or before == "\u200d":
        return True
    return before == after and before in _TOGETHER


def broken(text: str, width: float, advance: Callable[[str], float], most: int | None = None) -> list[str]:
    """`text` in lines no wider than `width`, broken where it reads best; one line at least.

    Args:
        text: without line breaks.
        width: in em.
        advance: how wide a character is, in em.
        most: the greatest number of lines; what does not fit is given up for "…".

    """
    advances = [advance(character) for character in text]
    if sum(advances) <= width:
        return [text]
    lines = _best(text, advances, width, _LINE)
    if most is None or len(lines) <= most:
        return lines
    lines = _best(text, advances, width, _FEWEST)
    if len(lines) <= most:
        return lines
    last, room = "".join(lines[most - 1 :]), width - advance("…")
    while last and sum(map(advance, last)) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _best(text: str, advances: list[float], width: float, line: float) -> list[str]:
    """The lines that cost least: for each line, for its break, and for the room it leaves (dynamic programming)."""
    breaks = [0.0, *(_cost(before, after) for before, after in pairwise(text)), 0.0]
    count = len(text)
    # best[i] = (cost, where the last line begins) of the first i characters
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        found = (math.inf, end - 1)
        room = width
        for start in range(end - 1, -1, -1):
            # A space at the end of a line hangs over its edge.
            room -= 0.0 if text[start] == " " and start == end - 1 else advances[start]
            if room < 0 and start < end - 1:
                break
            slack = max(room, 0.0) / width
            # The last line may be short, but not a character or two.
            left_over = 6 * slack * slack if end < count else _WIDOW if end - start <= 2 else 0.0
            found = min(found, (best[start][0] + line + breaks[end] + left_over, start))
        best.append(found)
    ends = [count]
    while ends[-1] > 0:
        ends.append(best[ends[-1]][1])
    ends.reverse()
    return [part for a, b in pairwise(ends) if (part := text[a:b].strip())] or [text]
