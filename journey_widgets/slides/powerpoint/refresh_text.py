"""New words in an old text: what they say changes, how they look stays."""

from __future__ import annotations

import copy
from typing import Any

from journey_widgets.slides.powerpoint.named import A

__all__ = ["refresh_text"]


def refresh_text(body: Any, fresh: Any) -> None:  # noqa: ANN401 - lxml elements
    """Give a text body (`p:txBody`, `a:txBody`) the words of a fresh one, in the style people gave it."""
    old, new = body.findall(f"{A}p"), fresh.findall(f"{A}p")
    if [len(_runs(each)) for each in old] == [len(_runs(each)) for each in new]:
        for mine, theirs in zip(old, new, strict=True):
            for run, said in zip(_runs(mine), _runs(theirs), strict=True):
                run.find(f"{A}t").text = said.find(f"{A}t").text
        return
    styled = [paragraph for paragraph in old if _runs(paragraph)]
    for paragraph in old:
        body.remove(paragraph)
    for at, paragraph in enumerate(new):
        made = copy.deepcopy(paragraph)
        if at < len(styled):
            _dress(made, styled[at])
        body.append(made)


def _runs(paragraph: Any) -> list[Any]:  # noqa: ANN401
    return paragraph.findall(f"{A}r")


def _dress(made: Any, model: Any) -> None:  # noqa: ANN401
    """The runs of a paragraph in the style of another one's, one by one."""
    styles = [run.find(f"{A}rPr") for run in _runs(model)]
    for at, run in enumerate(_runs(made)):
        style = styles[min(at, len(styles) - 1)]
        if style is None:
            continue
        own = run.find(f"{A}rPr")
        if own is not None:
            run.remove(own)
        run.insert(0, copy.deepcopy(style))
