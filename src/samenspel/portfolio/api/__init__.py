"""What programs may ask of the portfolio of a party: kept, brought in and matched as on pages."""

from .bringing_in import router as bringing_in
from .entries import router as entries
from .indicators import router as indicators
from .matching_of_parties import router as matching_of_parties
from .matching_of_people import router as matching_of_people
from .overview import router as overview
from .theory import router as theory

routers = (
    entries,
    overview,
    theory,
    indicators,
    bringing_in,
    matching_of_parties,
    matching_of_people,
)

__all__ = ["routers"]
