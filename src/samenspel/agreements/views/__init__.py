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

__all__ = [
    "accept_version",
    "agreement",
    "agreements",
    "change_agreement",
    "compare_versions",
    "decline_version",
    "new_agreement",
    "version_document",
]
