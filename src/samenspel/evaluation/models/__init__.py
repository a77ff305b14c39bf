"""Evaluations, who answers them and what, what parties do about it, and how ready they are."""

from .answers import (
    EvaluationInvitation,
    EvaluationReminder,
    EvaluationRespondent,
    FacetAnswer,
)
from .evaluation import Evaluation, EvaluationResult, EvaluationSide
from .following import Improvement, OutsideEvaluator
from .readiness import ReadinessAnswer, ReadinessRound, ReadinessStep

__all__ = [
    "Evaluation", "EvaluationInvitation", "EvaluationReminder", "EvaluationRespondent",
    "EvaluationResult", "EvaluationSide", "FacetAnswer", "Improvement", "OutsideEvaluator",
    "ReadinessAnswer", "ReadinessRound", "ReadinessStep",
]  # fmt: skip
