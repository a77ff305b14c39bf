"""Evaluations, who answers them and what, and what parties do about it."""

from .answers import EvaluationInvitation, EvaluationRespondent, FacetAnswer
from .evaluation import Evaluation, EvaluationResult, EvaluationSide
from .following import Improvement, OutsideEvaluator

__all__ = [
    "Evaluation", "EvaluationInvitation", "EvaluationRespondent", "EvaluationResult",
    "EvaluationSide", "FacetAnswer", "Improvement", "OutsideEvaluator",
]  # fmt: skip
