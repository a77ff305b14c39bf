"""Decisions counted in whole numbers and fractions; the same ballots give the same outcome."""

from samenspel_analysis.decision.errors import DecisionError
from samenspel_analysis.decision.ties import Tie, TieRule, fingerprint, lot

METHOD_VERSION = "decision-1"

__all__ = ["METHOD_VERSION", "DecisionError", "Tie", "TieRule", "fingerprint", "lot"]
