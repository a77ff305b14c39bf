"""What people fill in on pages across contexts."""

from .bringing_in import ActivitiesForm, FileForm, MappingForm
from .entries import EntryForm, LinkForm, OverviewForm, ViewForm
from .matching import ListingForm
from .streams import LogbookForm
from .theory import ArrowForm, IndicatorForm, StepForm

__all__ = [
    "ActivitiesForm",
    "ArrowForm",
    "EntryForm",
    "FileForm",
    "IndicatorForm",
    "LinkForm",
    "ListingForm",
    "LogbookForm",
    "MappingForm",
    "OverviewForm",
    "StepForm",
    "ViewForm",
]
