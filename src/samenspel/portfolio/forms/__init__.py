"""What people fill in on pages across contexts."""

from .entries import EntryForm, LinkForm, OverviewForm, ViewForm
from .streams import LogbookForm
from .theory import ArrowForm, IndicatorForm, StepForm

__all__ = [
    "ArrowForm",
    "EntryForm",
    "IndicatorForm",
    "LinkForm",
    "LogbookForm",
    "OverviewForm",
    "StepForm",
    "ViewForm",
]
