"""Pages about what partners agree, give and get."""

from .agreements import (
    accept_version,
    agreement,
    agreements,
    change_agreement,
    compare_versions,
    decline_version,
    new_agreement,
    version_document,
)
from .exchange import give_and_take, rate_contribution

__all__ = [
    "accept_version",
    "agreement",
    "agreements",
    "change_agreement",
    "compare_versions",
    "decline_version",
    "give_and_take",
    "new_agreement",
    "rate_contribution",
    "version_document",
]
