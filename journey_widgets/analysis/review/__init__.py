"""What a map still lacks: small rules, each a function, run over a document. Reads, changes nothing."""

from journey_widgets.analysis.review.finding import Finding, Rule
from journey_widgets.analysis.review.review import findings, heading, review
from journey_widgets.analysis.review.rules import ALL

__all__ = ["ALL", "Finding", "Rule", "findings", "heading", "review"]
