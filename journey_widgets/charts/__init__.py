"""Charts: a journey in, an Altair chart out, no side effects.

Every chart `x` has a table twin, `x_table(journey)`, with the same figures as a DataFrame, and `x_sentence(journey)`,
which says in a sentence what there is to see; both in Japanese or English. `x` itself takes `language` and `theme`.
"""

from __future__ import annotations

from journey_widgets.charts.actions_timeline import actions_timeline
from journey_widgets.charts.actions_timeline import actions_timeline_sentence as actions_timeline_sentence
from journey_widgets.charts.actions_timeline import actions_timeline_table as actions_timeline_table
from journey_widgets.charts.assumed_measured import assumed_measured
from journey_widgets.charts.assumed_measured import assumed_measured_sentence as assumed_measured_sentence
from journey_widgets.charts.assumed_measured import assumed_measured_table as assumed_measured_table
from journey_widgets.charts.channel_stage import channel_stage
from journey_widgets.charts.channel_stage import channel_stage_sentence as channel_stage_sentence
from journey_widgets.charts.channel_stage import channel_stage_table as channel_stage_table
from journey_widgets.charts.curve_told import emotion_curve_sentence as emotion_curve_sentence
from journey_widgets.charts.curve_told import emotion_curve_table as emotion_curve_table
from journey_widgets.charts.disagreement import disagreement
from journey_widgets.charts.disagreement import disagreement_sentence as disagreement_sentence
from journey_widgets.charts.disagreement import disagreement_table as disagreement_table
from journey_widgets.charts.dots import dots
from journey_widgets.charts.dots import dots_sentence as dots_sentence
from journey_widgets.charts.dots import dots_table as dots_table
from journey_widgets.charts.durations import durations
from journey_widgets.charts.durations import durations_sentence as durations_sentence
from journey_widgets.charts.durations import durations_table as durations_table
from journey_widgets.charts.effects import effects
from journey_widgets.charts.effects import effects_sentence as effects_sentence
from journey_widgets.charts.effects import effects_table as effects_table
from journey_widgets.charts.emotion_curve import emotion_curve
from journey_widgets.charts.named import data
from journey_widgets.charts.paths import paths
from journey_widgets.charts.paths import paths_sentence as paths_sentence
from journey_widgets.charts.paths import paths_table as paths_table
from journey_widgets.charts.portfolio import portfolio
from journey_widgets.charts.portfolio import portfolio_sentence as portfolio_sentence
from journey_widgets.charts.portfolio import portfolio_table as portfolio_table
from journey_widgets.charts.priorities import priorities
from journey_widgets.charts.priorities import priorities_sentence as priorities_sentence
from journey_widgets.charts.priorities import priorities_table as priorities_table
from journey_widgets.charts.two_states import two_states
from journey_widgets.charts.two_states import two_states_sentence as two_states_sentence
from journey_widgets.charts.two_states import two_states_table as two_states_table

#: Every chart, and `data`. Their twins are here too, and left out so that a list of charts is one.
__all__ = [
    "actions_timeline",
    "assumed_measured",
    "channel_stage",
    "data",
    "disagreement",
    "dots",
    "durations",
    "effects",
    "emotion_curve",
    "paths",
    "portfolio",
    "priorities",
    "two_states",
]
