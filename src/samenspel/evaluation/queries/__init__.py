"""What is read of evaluations, and for whom."""

from .answers import (
    answers_given_here,
    answers_of,
    device_key,
    invitation_for,
    invitation_of,
    link_key,
    respondent_of,
)
from .evaluations import (
    AGAIN_AFTER,
    CHECKS,
    POINTS,
    SPEAKING,
    SideCount,
    asked_in,
    checked_by,
    day_of,
    due_again,
    evaluations_in,
    evaluations_visible_to,
    improvements_visible_to,
    item_codes,
    news_about,
    page_of,
    parties_of,
    people_asked,
    read_from_outside,
    sealed_evaluation,
    side_counts,
    sides_of,
    speakers_in,
    speaking_parties,
)
from .personal import (
    evaluations_told,
    evaluators_told,
    improvements_told,
    invitations_to,
    invitations_told,
    sides_told,
)

__all__ = [
    "AGAIN_AFTER", "CHECKS", "POINTS", "SPEAKING", "SideCount", "answers_given_here", "answers_of",
    "asked_in", "checked_by", "day_of", "device_key", "due_again", "evaluations_in",
    "evaluations_told", "evaluations_visible_to", "evaluators_told",
    "improvements_told", "improvements_visible_to", "invitation_for", "invitation_of",
    "invitations_to", "invitations_told", "item_codes", "link_key", "news_about", "page_of",
    "parties_of", "people_asked", "read_from_outside", "respondent_of", "sealed_evaluation",
    "side_counts", "sides_of", "sides_told", "speakers_in", "speaking_parties",
]  # fmt: skip
