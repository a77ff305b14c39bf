from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
