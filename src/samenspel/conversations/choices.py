from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ConversationState(TextChoices):
    """Where a conversation stands."""

    DRAFT = "draft", _("being made")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Access(TextChoices):
    """Who may take part in a conversation."""

    LINK = "link", _("everyone who has the link")
    MEMBERS = "members", _("everyone with an account in a party of this collaboration")
    CODES = "codes", _("only who has a code")
    PUBLIC = "public", _("everyone, also through a website")


class About(TextChoices):
    """What people may tell of themselves, if they like."""

    AGE = "age", _("age")
    ROLE = "role", _("role")
    PLACE = "place", _("neighbourhood")


class Moderation(TextChoices):
    """When a statement of a participant is read by a moderator."""

    BEFORE = "before", _("before others see it")
    AFTER = "after", _("after it shows")


class StatementState(TextChoices):
    """Whether a statement is shown to participants."""

    WAITING = "waiting", _("waits for a moderator")
    SHOWN = "shown", _("shown")
    REFUSED = "refused", _("not shown")


class Choice(IntegerChoices):
    """What someone says of a statement."""

    AGREE = 1, _("Agree")
    DISAGREE = -1, _("Disagree")
    PASS = 0, _("I do not know")


class Beginning(TextChoices):
    """What a map was made of: what the one before stands on and what is new, or all anew."""

    FIRST = "first", _("All votes were gone through.")
    GOES_ON = "goes_on", _("It goes on from the map before, with what was voted since.")
    STATEMENTS = (
        "statements",
        _("All votes were gone through anew, for a statement was taken out or shown again."),
    )
    AGAIN = (
        "again",
        _("It counts the votes of the map before once more, with the statements as they are now."),
    )


class GoalState(TextChoices):
    """Where a wording of a shared goal stands."""

    DRAFT = "draft", _("draft")
    ASKED = "asked", _("people are asked")
    RATIFIED = "ratified", _("ratified")
    NOT_CARRIED = "not_carried", _("not carried")


class ActState(TextChoices):
    """What was done with a shared goal."""

    ACCEPTED = "accepted", _("We take this up")
    REFUSED = "refused", _("We do not do this")
    DONE = "done", _("This is done")


class InitiativeStage(TextChoices):
    """A stage of what is done with a shared goal, from the idea to what it yields."""

    IDEA = "idea", _("the idea")
    PLAN = "plan", _("the plan")
    MAKING = "making", _("doing or making it")
    YIELD = "yield", _("sharing what it yields")


class Part(TextChoices):
    """What part the people it is for took in a stage."""

    TOGETHER = "together", _("they did it together with us")
    ASKED = "asked", _("they were asked")
    WITHOUT = "without", _("it went without them")


class Label(TextChoices):
    """What an initiative may honestly be called."""

    CO_OPERATIVE = "co_operative", _("co-operative")
    CO_CREATION = "co_creation", _("co-creation")
    NEEDS_RESEARCH = "needs_research", _("research into needs")
    OWN_WORK = "own_work", _("own work")


class News(TextChoices):
    """What other programs may be told: that a conversation moved on, and nothing of its votes."""

    CONVERSATION_OPENED = "conversations.opened", _("People can take part in a conversation")
    CONVERSATION_CLOSED = "conversations.closed", _("A conversation has ended")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    STARTED = "conversations.started", _("Prepared a conversation")
    ABOUT_ASKED = "conversations.about_asked", _("Asked people something about themselves")
    ABOUT_DROPPED = "conversations.about_dropped", _("Asked something about people no longer")
    OPENED = "conversations.opened", _("Opened a conversation")
    LINK_MADE = "conversations.link_made", _("Made a new link to a conversation")
    CLOSED = "conversations.closed", _("Closed a conversation")
    CODES_MADE = "conversations.codes_made", _("Made codes on paper for a conversation")
    PAPER_READ = "conversations.paper_read", _("Brought in votes from paper")
    JOINED = "conversations.joined", _("Someone began to take part in a conversation")
    STATEMENT_ADDED = "conversations.statement_added", _("Added a statement")
    STATEMENT_SUGGESTED = "conversations.statement_suggested", _("A participant added a statement")
    STATEMENT_TRANSLATED = "conversations.statement_translated", _("Translated a statement")
    STATEMENT_SHOWN = "conversations.statement_shown", _("Let a statement be shown")
    STATEMENT_REFUSED = "conversations.statement_refused", _("Took a statement out")
    APPEALED = "conversations.appealed", _("A participant asked a second person to look")
    LOOKED_AGAIN = "conversations.looked_again", _("Looked again at a statement taken out")
    VOTES_LOADED = "conversations.votes_loaded", _("Brought in votes cast elsewhere")
    MAP_MADE = "conversations.map_made", _("Made an opinion map")
    GOAL_WORDED = "conversations.goal_worded", _("Worded a shared goal")
    GOAL_ASKED = "conversations.goal_asked", _("Asked people whether they carry a goal")
    GOAL_DECIDED = "conversations.goal_decided", _("Counted what people said of a goal")
    GOAL_STAGES_TOLD = "conversations.goal_stages_told", _("Told who took part in a goal")
    GOAL_ACT_TOLD = "conversations.goal_act_told", _("Told what is done with a goal")
    PARTICIPANT_LEFT = "conversations.participant_left", _("A participant left and took all along")
