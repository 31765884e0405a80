"""The rules a map is reviewed by. Each is a function of a document and a day; its docstring says what it asks for.

A rule of one's own is the same: yield a `Finding` for whatever should be looked at, and hand it to `jw.review`.

    def a_card_without_channel(document, today):
        '''Every card says where it happens.'''
        for name, card in document["touchpoints"].items():
            if not card.get("channel"):
                yield jw.rules.Finding(f"“{card['title']}” has no channel.", "touchpoints", name)

    jw.review(journey, rules=[*jw.rules.ALL, a_card_without_channel])
"""

from __future__ import annotations

from journey_widgets.analysis.review.finding import Finding, Rule
from journey_widgets.analysis.review.of_evidence import (
    kpi_nobody_measures,
    moment_of_truth_without_evidence,
    only_assumed_scores,
    score_without_reason,
)
from journey_widgets.analysis.review.of_structure import (
    not_reviewed_lately,
    one_persona_only,
    stage_without_touchpoints,
    to_be_without_change,
)
from journey_widgets.analysis.review.of_work import action_without_owner_or_date, dip_without_pain, pain_without_action

__all__ = [
    "ALL",
    "Finding",
    "Rule",
    "action_without_owner_or_date",
    "dip_without_pain",
    "kpi_nobody_measures",
    "moment_of_truth_without_evidence",
    "not_reviewed_lately",
    "one_persona_only",
    "only_assumed_scores",
    "pain_without_action",
    "score_without_reason",
    "stage_without_touchpoints",
    "to_be_without_change",
]

#: Every rule, in the order findings are told: what is to be done, what the map rests on, the map itself.
ALL: tuple[Rule, ...] = (
    dip_without_pain,
    pain_without_action,
    action_without_owner_or_date,
    moment_of_truth_without_evidence,
    score_without_reason,
    only_assumed_scores,
    kpi_nobody_measures,
    to_be_without_change,
    stage_without_touchpoints,
    one_persona_only,
    not_reviewed_lately,
)
