"""What people fill in on pages across contexts."""

from .streams import LogbookForm
from .theory import ArrowForm, IndicatorForm, StepForm

__all__ = ["ArrowForm", "IndicatorForm", "LogbookForm", "StepForm"]
