"""What a comparison comes to: a sentence for each finding, in Japanese or English."""

from __future__ import annotations

from collections.abc import Iterator

from journey_widgets.analysis.compare import Pair, Pairs
from journey_widgets.words import say

__all__ = ["headline", "sentences"]

#: Scores nearer than this are the same.
SAME = 0.05
#: So much more or less agreement (van der Eijk's A) is worth a sentence.
TURN = 0.5
#: How many names a sentence lists.
NAMES = 4


def sentences(pairs: Pairs, language: str) -> list[str]:
    """One sentence per finding, the most telling first."""
    return list(_Teller(pairs, language).told())


def headline(pairs: Pairs, language: str) -> str:
    """The comparison in one sentence."""
    return _Teller(pairs, language).headline()


class _Teller:
    def __init__(self, pairs: Pairs, language: str) -> None:
        self.pairs, self.language = pairs, language
        self.kind = "differ" if pairs.kind == "personas" else "change"
        self.name_a, self.name_b = (side.name[language] for side in (pairs.a, pairs.b))
        self.both = [row for row in pairs.rows if row.delta is not None]

    def say(self, key: str, **values: object) -> str:
        return say(f"compare.{key}", self.language, a=self.name_a, b=self.name_b, **values)

    def score(self, value: float | None) -> str:
        return "—" if value is None else self.pairs.scale.spelled(round(value, 1))

    def change(self, value: float) -> str:
        text = f"{abs(round(value, 1)):.1f}".removesuffix(".0")
        return f"{'+' if value > 0 else '−'}{text}" if text != "0" else "0"

    def headline(self) -> str:
        if not self.both:
            return self.say("nothing_in_common")
        most = max(self.both, key=lambda row: abs(row.delta or 0))
        if abs(most.delta or 0) < SAME:
            return self.say("same", n=len(self.both))
        return self.say(f"headline_{self.kind}", **self._means(), **self._of(most))

    def told(self) -> Iterator[str]:
        if self.pairs.converted:
            yield self.say("converted", scale=self.pairs.scale, other=self.pairs.other_scale)
        if not self.both:
            yield self.say("nothing_in_common")
        else:
            yield from self._scores()
        yield from self._people()
        yield from self._cards()

    def _means(self) -> dict[str, object]:
        mean_a = sum(row.score_a or 0 for row in self.both) / len(self.both)
        mean_b = sum(row.score_b or 0 for row in self.both) / len(self.both)
        return {
            "n": len(self.both),
            "mean_a": self.score(mean_a),
            "mean_b": self.score(mean_b),
            "mean_change": self.change(mean_b - mean_a),
        }

    def _of(self, row: Pair) -> dict[str, object]:
        delta = row.delta or 0
        higher = self.name_b if delta > 0 else self.name_a
        return {
            "title": row.title,
            "score_a": self.score(row.score_a),
            "score_b": self.score(row.score_b),
            "change": self.change(delta),
            "by": self.change(abs(delta)).removeprefix("+"),
            "higher": higher,
        }

    def _scores(self) -> Iterator[str]:
        yield self.say("means", **self._means())
        up = [row for row in self.both if (row.delta or 0) >= SAME]
        down = [row for row in self.both if (row.delta or 0) <= -SAME]
        if up:
            yield self.say(f"most_up_{self.kind}", **self._of(max(up, key=lambda row: row.delta or 0)))
        if down:
            yield self.say(f"most_down_{self.kind}", **self._of(min(down, key=lambda row: row.delta or 0)))
        if up or down:
            same = len(self.both) - len(up) - len(down)
            yield self.say(f"counts_{self.kind}", up=len(up), down=len(down), same=same)
        else:
            yield self.say("same", n=len(self.both))
        yield from self._lowest()

    def _lowest(self) -> Iterator[str]:
        on_a = [row for row in self.pairs.rows if row.score_a is not None]
        on_b = [row for row in self.pairs.rows if row.score_b is not None]
        if len(on_a) < 2 or len(on_b) < 2:
            return
        low_a = min(on_a, key=lambda row: row.score_a or 0)
        low_b = min(on_b, key=lambda row: row.score_b or 0)
        if low_a is low_b:
            yield self.say(
                "lowest_stays", title=low_a.title, score_a=self.score(low_a.score_a), score_b=self.score(low_b.score_b)
            )
        else:
            yield self.say(
                "lowest_moves",
                title_a=low_a.title,
                title_b=low_b.title,
                score_a=self.score(low_a.score_a),
                score_b=self.score(low_b.score_b),
            )

    def _people(self) -> Iterator[str]:
        turns = [
            (row.b.agreement - row.a.agreement, row)
            for row in self.pairs.rows
            if row.a and row.b and row.a.agreement is not None and row.b.agreement is not None
        ]
        turn, row = max(turns, key=lambda turn: abs(turn[0]), default=(0.0, None))
        if row is None or abs(turn) < TURN or self.pairs.kind in ("states", "personas"):
            return
        key = "agree_more" if turn > 0 else "agree_less"
        yield self.say(
            key,
            title=row.title,
            agreement_a=_two(row.a.agreement if row.a else None),
            agreement_b=_two(row.b.agreement if row.b else None),
        )

    def _cards(self) -> Iterator[str]:
        one_side: dict[str, list[Pair]] = {
            "only_b": [row for row in self.pairs.rows if row.matched == "only_b"],
            "only_a": [row for row in self.pairs.rows if row.matched == "only_a"],
            "moved": [row for row in self.pairs.rows if row.moved],
        }
        standing = [row for row in self.pairs.rows if row.matched in ("id", "title")]
        if self.pairs.kind != "states":  # what is not said of the to-be stays as it is
            one_side["scored_a"] = [row for row in standing if row.a and not row.b]
            one_side["scored_b"] = [row for row in standing if row.b and not row.a]
        for key, rows in one_side.items():
            if rows:
                yield self.say(key, n=len(rows), names=self._names(rows))

    def _names(self, rows: list[Pair]) -> str:
        quote = "「{}」" if self.language == "ja" else "“{}”"
        shown = [quote.format(row.title) for row in rows[:NAMES]]
        if len(rows) > len(shown):
            shown.append(say("compare.and_more", self.language, n=len(rows) - len(shown)))
        return ("、" if self.language == "ja" else ", ").join(shown)


def _two(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}".replace("-", "−")
