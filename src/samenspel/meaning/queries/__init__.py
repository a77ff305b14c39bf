"""What can be read of scans, and by whom."""

from .personal import invitations_to
from .scans import (
    JOB_KIND,
    example_scans,
    jobs_in,
    scans_in,
    scans_under_way,
    scans_visible_to,
    sealed_scans,
)
from .sides import (
    SideCount,
    device_key,
    fictional_invitations,
    invitation_for,
    invitation_of,
    link_key,
    other_sides,
    people_asked,
    respondent_of,
    side_counts,
    speaks_for,
    speaks_in,
    word_answers_of,
    words_of,
)

__all__ = [
    "JOB_KIND",
    "SideCount",
    "device_key",
    "example_scans",
    "fictional_invitations",
    "invitation_for",
    "invitation_of",
    "invitations_to",
    "jobs_in",
    "link_key",
    "other_sides",
    "people_asked",
    "respondent_of",
    "scans_in",
    "scans_under_way",
    "scans_visible_to",
    "sealed_scans",
    "side_counts",
    "speaks_for",
    "speaks_in",
    "word_answers_of",
    "words_of",
]
