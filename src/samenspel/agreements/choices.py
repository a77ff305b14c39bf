from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Objective(TextChoices):
    """What sort of change an agreement is after."""

    GROWTH = "growth", _("growth: more people who take part, buy or benefit")
    DEMARKETING = "demarketing", _("demarketing: less of what does harm")
    SOCIAL_MARKETING = "social", _("social marketing: other behaviour, for people’s own good")


class Changers(TextChoices):
    """Who of a party may propose a change of an agreement and accept one."""

    SPEAKERS = "speakers", _("managers and representatives")
    MANAGERS = "managers", _("managers only")


class Standing(TextChoices):
    """What became of a version."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted by all")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Goal(TextChoices):
    """The seventeen goals of the United Nations for 2030, by what they are about."""

    POVERTY = "1", _("no poverty")
    HUNGER = "2", _("no hunger")
    HEALTH = "3", _("good health and well-being")
    EDUCATION = "4", _("good education")
    GENDER = "5", _("gender equality")
    WATER = "6", _("clean water and sanitation")
    ENERGY = "7", _("affordable and clean energy")
    WORK = "8", _("decent work and a growing economy")
    INDUSTRY = "9", _("industry, innovation and infrastructure")
    INEQUALITY = "10", _("less inequality")
    CITIES = "11", _("liveable cities and communities")
    CONSUMPTION = "12", _("responsible production and consumption")
    CLIMATE = "13", _("climate action")
    SEA = "14", _("life below water")
    LAND = "15", _("life on land")
    JUSTICE = "16", _("peace, justice and strong institutions")
    PARTNERSHIP = "17", _("partnership for the goals")


class Due(TextChoices):
    """What comes on a day in a collaboration."""

    REVIEW = "review", _("look at an agreement again")
    COMMITMENT = "commitment", _("a commitment")
    REST = "rest", _("end of a rest")
    PAUSE = "pause", _("end of a pause")
    ENDED = "ended", _("ended")
    CHANGED = "changed", _("something big changed: look again")


class News(TextChoices):
    """What other programs may be told about agreements."""

    PROPOSED = "agreements.proposed", _("A version of an agreement was proposed")
    ACCEPTED = "agreements.accepted", _("A version of an agreement was accepted by all")
    DELIVERED = "agreements.delivered", _("A commitment was delivered")
    GIVEN = "agreements.contribution_noted", _("Someone noted what was given")
    BALANCE_OPENED = "agreements.balance_opened", _("Everyone said whether it feels in balance")
    PAUSED = "agreements.paused", _("A collaboration or an agreement rests")
    PAUSE_ENDED = "agreements.pause_ended", _("What rested was taken up again")
    CHANGED = "agreements.upheaval_noted", _("Something big changed for a party")
    ENDED = "agreements.ended", _("Something was renewed, deepened or ended")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    PROPOSED = "agreements.proposed", _("Proposed a version of an agreement")
    ACCEPTED = "agreements.accepted", _("Accepted a version of an agreement")
    DECLINED = "agreements.declined", _("Declined a version of an agreement")
    WITHDRAWN = "agreements.withdrawn", _("Withdrew a version of an agreement")
    REMINDED = "agreements.reminded", _("Reminded of a review date")
    CONTRIBUTION_NOTED = "agreements.contribution_noted", _("Noted what was given")
    CONTRIBUTION_CORRECTED = (
        "agreements.contribution_corrected",
        _("Put right what was noted as given"),
    )
    CONTRIBUTION_RATED = "agreements.contribution_rated", _("Said what a contribution was worth")
    PROMISED = "agreements.promised", _("Noted a commitment")
    TERMS_PROPOSED = "agreements.terms_proposed", _("Proposed a change of a commitment")
    TERMS_ACCEPTED = "agreements.terms_accepted", _("Accepted a commitment or a change of it")
    TERMS_DECLINED = "agreements.terms_declined", _("Declined a commitment or a change of it")
    TERMS_WITHDRAWN = "agreements.terms_withdrawn", _("Took back a proposal about a commitment")
    DELIVERED = "agreements.delivered", _("Noted that a commitment was delivered")
    PART_DELIVERED = (
        "agreements.part_delivered",
        _("Noted that a part of a commitment was delivered"),
    )
    BALANCE_ASKED = "agreements.balance_asked", _("Asked whether it feels in balance")
    BALANCE_ANSWERED = "agreements.balance_answered", _("Answered whether it feels in balance")
    BALANCE_OPENED = "agreements.balance_opened", _("Opened the answers about balance together")
    BALANCE_DROPPED = "agreements.balance_dropped", _("Dropped the question about balance")
    PAUSED = "agreements.paused", _("Let a collaboration or an agreement rest")
    PAUSE_EXTENDED = "agreements.pause_extended", _("Made a pause longer")
    PAUSE_ENDED = "agreements.pause_ended", _("Took up again what rested")
    PAUSE_REMINDED = "agreements.pause_reminded", _("Reminded of the end of a pause")
    UPHEAVAL_NOTED = "agreements.upheaval_noted", _("Noted that something big changed")
    REASSESSED = "agreements.reassessed", _("Said what comes of looking at it again")
    ENDED = "agreements.ended", _("Noted how something was renewed, deepened or ended")
    FAREWELL_SAID = "agreements.farewell_said", _("Said what a party thinks of an ending")
    TARGETS_LOADED = "agreements.targets_loaded", _("Loaded the texts of SDG targets")


class Kind(TextChoices):
    """What is given."""

    MONEY = "money", _("money")
    TIME = "time", _("time")
    KNOWLEDGE = "knowledge", _("knowledge")
    NETWORK = "network", _("network")
    GOODS = "goods", _("goods")
    VISIBILITY = "visibility", _("visibility")
    ACCESS = "access", _("access")
    RECOGNITION = "recognition", _("recognition")
    OTHER = "other", _("something else")


class Fate(TextChoices):
    """What became of a commitment."""

    ASKED = "asked", _("asked, not promised yet")
    OPEN = "open", _("to be given")
    DELIVERED = "delivered", _("was given")
    CALLED_OFF = "called_off", _("called off by agreement")
    REFUSED = "refused", _("not promised")

    @classmethod
    def running(cls) -> "tuple[Fate, ...]":
        """Where something is still to be given or said."""
        return (cls.ASKED, cls.OPEN)


class Feeling(TextChoices):
    """How give and take feels to a party."""

    GIVES_MUCH_MORE = "gives_much_more", _("we give much more than we get")
    GIVES_MORE = "gives_more", _("we give somewhat more than we get")
    BALANCED = "balanced", _("it feels in balance")
    GETS_MORE = "gets_more", _("we get somewhat more than we give")
    GETS_MUCH_MORE = "gets_much_more", _("we get much more than we give")


class Turn(TextChoices):
    """What sort of big change it is."""

    CRISIS = "crisis", _("a crisis")
    STRATEGY = "strategy", _("another strategy")
    PEOPLE = "people", _("people who leave")
    MERGER = "merger", _("a merger or a split")
    OTHER = "other", _("something else that is big")


class Conclusion(TextChoices):
    """What comes of looking at an agreement again."""

    KEEP = "keep", _("it stays as it is")
    CHANGE = "change", _("we propose a change")
    REST = "rest", _("we let it rest")
    END = "end", _("we want to end it")


class Manner(TextChoices):
    """How a collaboration or an agreement goes on or ends."""

    RENEWED = "renewed", _("renewed: we go on as we did")
    DEEPENED = "deepened", _("deepened: we go on with more")
    BY_AGREEMENT = "by_agreement", _("ended, as we agreed")
    EARLY = "early", _("ended earlier than we agreed")
    ONE_SIDED = "one_sided", _("ended by one side")

    @classmethod
    def final(cls) -> "tuple[Manner, ...]":
        """After which nothing goes on."""
        return (cls.BY_AGREEMENT, cls.EARLY, cls.ONE_SIDED)


class Again(TextChoices):
    """Whether a party would start the same again."""

    CERTAINLY = "certainly", _("yes, certainly")
    PROBABLY = "probably", _("probably")
    UNSURE = "unsure", _("we do not know")
    PROBABLY_NOT = "probably_not", _("probably not")
    CERTAINLY_NOT = "certainly_not", _("no, certainly not")
