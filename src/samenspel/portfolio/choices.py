from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stream(TextChoices):
    """To which of the two streams something in the logbook belongs."""

    UPPER = "boven", _("Upper current")
    UNDER = "onder", _("Undercurrent")


class Sort(TextChoices):
    """What sort of thing stands in the logbook."""

    PHASE = "fase", _("phases")
    AGREEMENT = "afspraken", _("agreements")
    COMMITMENT = "toezeggingen", _("commitments")
    GIVEN = "gegeven", _("give and take")
    MOVING = "meebewegen", _("pauses and big changes")
    EVALUATION = "terugkijken", _("looking back")
    ENDING = "afronden", _("going on or ending")
    SCAN = "scans", _("scans and talks")
    CONVERSATION = "gesprekken", _("conversations")


class Stage(TextChoices):
    """Where a step stands in a theory of change."""

    INPUT = "input", _("inputs")
    ACTIVITY = "activity", _("activities")
    OUTPUT = "output", _("outputs")
    OUTCOME = "outcome", _("outcomes")
    IMPACT = "impact", _("impact")

    @property
    def place(self) -> int:
        """The place in the chain, from 0."""
        return list(Stage).index(self)

    @classmethod
    def measured(cls) -> "list[Stage]":
        """The stages that have indicators."""
        return [cls.OUTPUT, cls.OUTCOME, cls.IMPACT]


class Weight(TextChoices):
    """How much the strategy of a party rests on a step now."""

    CORE = "core", _("core: our strategy rests on it")
    SUPPORTING = "supporting", _("supporting: it helps")
    FADING = "fading", _("fading: we let go of it")


class Measure(TextChoices):
    """In what an indicator is told."""

    UNIT = "unit", _("a number")
    PERCENTAGE = "percentage", _("a percentage")
    QUALITATIVE = "qualitative", _("words")


class Strength(TextChoices):
    """How much a collaboration works on an outcome."""

    MAIN = "main", _("mainly")
    ALSO = "also", _("also")


class Standing(TextChoices):
    """Where a collaboration stands in the portfolio of a party."""

    IDEA = "idea", _("an idea")
    RUNNING = "running", _("running")
    RESTING = "resting", _("resting")
    ENDED = "ended", _("ended")


class Order(TextChoices):
    """In which order the portfolio is shown."""

    DUE = "datum", _("by what is due first")
    NAME = "naam", _("by name")
    HOURS = "uren", _("by our hours")


class Column(TextChoices):
    """What a column of a file can say of a collaboration."""

    NAME = "name", _("Name")
    PARTNER = "partner", _("Partner")
    PARTNER_ORG_ID = "partner_org_id", _("Partner’s number")
    REFERENCE = "reference", _("Reference")
    STANDING = "standing", _("How it stands")
    DUE_ON = "due_on", _("Due on")
    DUE_WHAT = "due_what", _("What is due")
    HOURS = "hours", _("Hours")
    AMOUNT = "amount", _("Amount")
    CURRENCY = "currency", _("Currency")
    BEGINS_ON = "begins_on", _("Begins on")
    ENDS_ON = "ends_on", _("Ends on")
    NOTE = "note", _("Remark")


class JobKind(TextChoices):
    """Long work of the portfolio."""

    BRING_IN = "portfolio.bring_in", _("Reading a file with a portfolio")


class Side(TextChoices):
    """Whether a party gives something away or seeks it."""

    OFFER = "offer", _("we offer it")
    NEED = "need", _("we need it")


class Region(TextChoices):
    """Where in the Netherlands a party wants to work on something."""

    EVERYWHERE = "everywhere", _("the whole country")
    DRENTHE = "drenthe", "Drenthe"
    FLEVOLAND = "flevoland", "Flevoland"
    FRYSLAN = "fryslan", "Fryslân"
    GELDERLAND = "gelderland", "Gelderland"
    GRONINGEN = "groningen", "Groningen"
    LIMBURG = "limburg", "Limburg"
    NOORD_BRABANT = "noord-brabant", "Noord-Brabant"
    NOORD_HOLLAND = "noord-holland", "Noord-Holland"
    OVERIJSSEL = "overijssel", "Overijssel"
    UTRECHT = "utrecht", "Utrecht"
    ZEELAND = "zeeland", "Zeeland"
    ZUID_HOLLAND = "zuid-holland", "Zuid-Holland"


class Answer(TextChoices):
    """What the other side says when it is asked to meet."""

    WAITING = "waiting", _("no answer yet")
    YES = "yes", _("yes")
    NO = "no", _("no")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    STEP_SET = "portfolio.step_set", _("Wrote a step in the theory of change")
    STEP_DROPPED = "portfolio.step_dropped", _("Took a step out of the theory of change")
    ARROW_DRAWN = "portfolio.arrow_drawn", _("Drew an arrow in the theory of change")
    ARROW_DROPPED = "portfolio.arrow_dropped", _("Took an arrow out of the theory of change")
    INDICATOR_SET = "portfolio.indicator_set", _("Wrote an indicator")
    INDICATOR_DROPPED = "portfolio.indicator_dropped", _("Took an indicator away")
    ENTRY_SET = "portfolio.entry_set", _("Wrote in the portfolio")
    ENTRY_DROPPED = "portfolio.entry_dropped", _("Took something out of the portfolio")
    VIEW_SAVED = "portfolio.view_saved", _("Saved a view of the portfolio")
    VIEW_DROPPED = "portfolio.view_dropped", _("Took a saved view away")
    FILE_GIVEN = "portfolio.file_given", _("Gave a file with a portfolio")
    READING_ASKED = "portfolio.reading_asked", _("Had a file with a portfolio read")
    READING_STOPPED = "portfolio.reading_stopped", _("Stopped reading a file with a portfolio")
    BROUGHT_IN = "portfolio.brought_in", _("Brought in a portfolio from a file")
    FILE_REFUSED = "portfolio.file_refused", _("A file with a portfolio could not be read")
    ACTIVITIES_READ = "portfolio.activities_read", _("Brought in activities of IATI")
    PUBLISHED = "portfolio.published", _("Published an offer or a need")
    LISTING_WITHDRAWN = "portfolio.listing_withdrawn", _("Withdrew an offer or a need")
    INTRODUCTION_ASKED = "portfolio.introduction_asked", _("Asked to be introduced")
    INTRODUCTION_ANSWERED = (
        "portfolio.introduction_answered",
        _("Answered whether to be introduced"),
    )
