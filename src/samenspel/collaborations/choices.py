import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# of the e-mail addresses that come in through a provider
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class PartyKind(TextChoices):
    """What sort of party it is."""

    ORGANISATION = "organisation", _("organisation")
    COMMUNITY = "community", _("community")


class Team(TextChoices):
    """For whom a party plays."""

    GOVERNMENT = "government", _("government")
    MARKET = "market", _("market")
    COMMUNITY = "community", _("community")


class Role(TextChoices):
    """As what a person speaks for a party."""

    MANAGER = "manager", _("manager")
    FACILITATOR = "facilitator", _("facilitator")
    REPRESENTATIVE = "representative", _("representative")


class Phase(TextChoices):
    """Where a collaboration stands."""

    APPROACH = "approach", _("approach")
    DEVELOPMENT = "development", _("development")
    CONDUCT = "conduct", _("conduct")


class News(TextChoices):
    """What other programs may be told about a collaboration."""

    PARTY_JOINED = "collaborations.party_joined", _("A party joined a collaboration")
    PHASE_NOTED = "collaborations.phase_noted", _("A collaboration came into another phase")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    PARTY_ADDED = "collaborations.party_added", _("Brought in a party")
    PARTY_CHANGED = "collaborations.party_changed", _("Changed what a party is called or is")
    REPRESENTATION_GIVEN = "collaborations.representation_given", _("Let someone speak for a party")
    ROLE_CHANGED = "collaborations.role_changed", _("Changed a role")
    ROLE_ENDED = "collaborations.role_ended", _("Ended a role")
    INVITED = "collaborations.invited", _("Invited someone by e-mail")
    INVITATION_REVOKED = "collaborations.invitation_revoked", _("Took back an invitation")
    INVITATION_ACCEPTED = "collaborations.invitation_accepted", _("Accepted an invitation")
    INVITATION_ERASED = "collaborations.invitation_erased", _("Erased an invitation")
    PHASE_NOTED = "collaborations.phase_noted", _("Noted in which phase a collaboration is")
    STARTED = "collaborations.started", _("Started a collaboration")
    SECOND_STEP_ASKED = (
        "collaborations.second_step_asked",
        _("Asked a second step of who manages the party"),
    )
    SECOND_STEP_DROPPED = "collaborations.second_step_dropped", _("Asked no second step any more")
    PROVIDER_SET = "collaborations.provider_set", _("Set how people of the party sign in")
    PROVIDER_REMOVED = "collaborations.provider_removed", _("Ended signing in through the party")
