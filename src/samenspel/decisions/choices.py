from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Body(TextChoices):
    """Who decides."""

    PARTNERS = "partners", _("the partners together")
    GENERAL_MEETING = "general_meeting", _("the general meeting")
    COUNCIL = "council", _("the members’ council")
    BOARD = "board", _("the board")
    SUPERVISORS = "supervisors", _("the supervisory board")
    CIRCLE = "circle", _("a circle or working group")


class Form(TextChoices):
    """How people decide."""

    MAJORITY = "majority", _("a vote: for, against or blank")
    CONSENT = "consent", _("by consent: nobody has an objection that holds")
    ELECTION = "election", _("an election by consent: who takes on this task")
    APPROVAL = "approval", _("choose among several: tick each that is fine with you")
    SCORE = "score", _("choose among several: give each from 0 to 5")
    DOTS = "dots", _("choose among several: divide dots")
    RANKING = "ranking", _("choose among several: put them in order")
    BUDGET = "budget", _("divide a budget among projects")

    @classmethod
    def of_options(cls) -> "tuple[Form, ...]":
        """Those in which people choose among several."""
        return (cls.APPROVAL, cls.SCORE, cls.DOTS, cls.RANKING, cls.BUDGET)

    @classmethod
    def by_consent(cls) -> "tuple[Form, ...]":
        """Those that go in rounds until nobody objects."""
        return (cls.CONSENT, cls.ELECTION)


class Method(TextChoices):
    """By which rule a choice among several is counted."""

    USUAL = "", _("the usual one for it")
    APPROVAL = "approval", _("most approvals")
    SCORE = "score", _("highest total of scores")
    DOTS = "dots", _("most dots")
    SCHULZE = "schulze", _("who wins from each other, two by two (Schulze)")
    IRV = "irv", _("the last drops out until one has more than half (instant run-off)")
    STV = "stv", _("several seats in proportion (transferable votes)")
    BORDA = "borda", _("points for each place (Borda)")
    EQUAL_SHARES_ADD1 = "equal-shares-add1", _("equal shares, as far as the money goes")
    EQUAL_SHARES = "equal-shares", _("equal shares, no more than each one’s part")
    GREEDY = "greedy", _("most votes first, while the money lasts")

    @classmethod
    def of(cls, form: str, seats: int = 1) -> "tuple[Method, ...]":
        """The rules that count a form; the first is the usual one."""
        ranked = (cls.SCHULZE, cls.IRV, cls.STV, cls.BORDA)
        return {
            Form.APPROVAL.value: (cls.APPROVAL,),
            Form.SCORE.value: (cls.SCORE,),
            Form.DOTS.value: (cls.DOTS,),
            Form.RANKING.value: ranked if seats == 1 else (cls.STV, cls.BORDA),
            Form.BUDGET.value: (cls.EQUAL_SHARES_ADD1, cls.EQUAL_SHARES, cls.GREEDY),
        }.get(form, ())


class LegalForm(TextChoices):
    """As what the body that decides is known to the law."""

    INFORMAL = "informal", _("no legal form: a group that works together")
    ASSOCIATION = "association", _("an association")
    COOPERATIVE_UA = "coop_ua", _("a co-operative U.A.")
    COOPERATIVE_BA = "coop_ba", _("a co-operative B.A.")
    COOPERATIVE_WA = "coop_wa", _("a co-operative W.A.")
    FOUNDATION = "foundation", _("a foundation")

    @classmethod
    def of_members(cls) -> "tuple[LegalForm, ...]":
        """Those whose members decide by the rules of associations."""
        return (cls.ASSOCIATION, cls.COOPERATIVE_UA, cls.COOPERATIVE_BA, cls.COOPERATIVE_WA)


class Kind(TextChoices):
    """What sort of decision it is."""

    MATTER = "matter", _("a matter: what we do or do not do")
    POLICY = "policy", _("policy: how we do things from now on")
    MONEY = "money", _("money: a budget or an expense")
    APPOINTMENT = "appointment", _("appointing someone")
    DISMISSAL = "dismissal", _("dismissing someone")
    ACCOUNTS = "accounts", _("adopting the annual accounts")
    DISCHARGE = "discharge", _("discharging the board")
    STATUTES = "statutes", _("changing the statutes")
    DISSOLUTION = "dissolution", _("ending the organisation")


class Voters(TextChoices):
    """Who has a vote."""

    PARTIES = "parties", _("each party has one vote")
    PEOPLE = "people", _("each person who speaks for a party has one vote")
    EACH_PARTY = (
        "each_party",
        _("each person has one vote, and within every party enough must be for"),
    )
    SHARES = (
        "shares",
        _("each party has a fixed share of the outcome, divided as its people vote"),
    )
    CIRCLE = "circle", _("some of them, whom you name: a circle or working group")
    LISTED = "listed", _("everyone on the list of voters")

    @classmethod
    def by_party(cls) -> "tuple[Voters, ...]":
        """Those by which the votes of each party are counted by themselves."""
        return (cls.EACH_PARTY, cls.SHARES)

    @classmethod
    def of_who_takes_part(cls) -> "list[tuple[str, object]]":
        """Those for which the list follows from who takes part; to choose from in a form."""
        return [(each.value, each.label) for each in cls if each != cls.LISTED]


class Majority(TextChoices):
    """How many must be for."""

    HALF = "half", _("more than half")
    TWO_THIRDS = "two_thirds", _("at least two thirds")
    THREE_QUARTERS = "three_quarters", _("at least three quarters")
    NINE_TENTHS = "nine_tenths", _("at least nine tenths")
    ALL = "all", _("everyone")


class Basis(TextChoices):
    """Of which votes."""

    CAST = "cast", _("of the votes for and against; blank does not count")
    PRESENT = "present", _("of everyone who votes; blank counts along")
    ENTITLED = "entitled", _("of everyone who may vote")


class Turnout(TextChoices):
    """How many must vote at least."""

    NONE = "none", _("no minimum")
    HALF = "half", _("at least half")
    TWO_THIRDS = "two_thirds", _("at least two thirds")
    THREE_QUARTERS = "three_quarters", _("at least three quarters")


class Secrecy(TextChoices):
    """Who sees what someone voted."""

    OPEN = "open", _("open: after closing everyone here sees who voted what")
    CONFIDENTIAL = "confidential", _("confidential: nobody here sees who voted what")
    SEPARATED = "separated", _("separated: what you voted is kept apart from who voted")
    ELSEWHERE = "elsewhere", _("elsewhere: you vote in another system, such as Belenios or Helios")


class State(TextChoices):
    """Where a decision stands."""

    PROPOSED = "proposed", _("proposed")
    OPEN = "open", _("the vote is open")
    CLOSED = "closed", _("counted")
    DECLARED = "declared", _("declared")
    LAPSED = "lapsed", _("lapsed: there is a new vote")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Said(TextChoices):
    """What a ballot says."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    BLANK = "blank", _("Blank")


class Step(TextChoices):
    """What is asked in a round of consent."""

    QUESTIONS = "questions", _("questions to understand it")
    REACTIONS = "reactions", _("reactions")
    NOMINATIONS = "nominations", _("whom do you nominate, and why")
    CHANGES = "changes", _("whom do you nominate now that you heard the others")
    CONSENT = "consent", _("consent")
    OVER = "over", _("over")


class RemarkKind(TextChoices):
    """What someone says of a proposal before they are asked for consent."""

    QUESTION = "question", _("a question to understand it")
    REACTION = "reaction", _("a reaction")


class Position(TextChoices):
    """Where someone stands on a proposal when consent is asked."""

    CONSENT = "consent", _("I consent")
    CONCERN = "concern", _("I consent, with a concern")
    OBJECTION = "objection", _("I object")
    ASIDE = "aside", _("I stand aside")


class Standing(TextChoices):
    """What became of an objection."""

    OPEN = "open", _("open")
    INTEGRATED = "integrated", _("worked into the text")
    WITHDRAWN = "withdrawn", _("withdrawn by who raised it")
    REPLACED = "replaced", _("replaced by another objection of the same person")
    ESCALATED = "escalated", _("taken elsewhere")


class Verdict(TextChoices):
    """What became of a proposal."""

    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("not adopted")
    NO_QUORUM = "no_quorum", _("too few votes to decide")
    CHOSEN = "chosen", _("chosen")

    @classmethod
    def of(cls, form: str) -> "list[tuple[str, object]]":
        """What can become of a decision in this form; to choose from."""
        said = cls.CHOSEN if form in Form.of_options() else cls.ADOPTED
        return [(each.value, each.label) for each in (said, cls.REJECTED, cls.NO_QUORUM)]


class News(TextChoices):
    """What other programs may be told about decisions; never who voted, or what."""

    OPENED = "decisions.opened", _("People can vote on a decision, or take part in its round")
    CLOSING = "decisions.closing", _("A vote closes within a day")
    COUNTED = "decisions.counted", _("A vote was closed and counted")
    DECLARED = "decisions.declared", _("The outcome of a vote was declared")
    IN_FORCE = "decisions.in_force", _("A decision is in force")
    LAPSED = "decisions.lapsed", _("An outcome lapsed: people vote again")
    WITHDRAWN = "decisions.withdrawn", _("A decision was withdrawn")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    PROPOSED = "decisions.proposed", _("Proposed a decision")
    TEXT_CHANGED = "decisions.text_changed", _("Changed the text of a proposed decision")
    OPENED = "decisions.opened", _("Opened a vote")
    CAST = "decisions.cast", _("Cast a vote")
    REMARKED = "decisions.remarked", _("Said something of a proposal")
    ANSWERED = "decisions.answered", _("Answered a question about a proposal")
    STEPPED = "decisions.stepped", _("Went on to the next step of a round")
    NOMINATED = "decisions.nominated", _("Nominated someone for a task")
    STOOD = "decisions.stood", _("Gave consent, a concern or an objection")
    AMENDED = "decisions.amended", _("Began a new round with another text")
    ESCALATED = "decisions.escalated", _("Took an objection elsewhere")
    CLOSING = "decisions.closing", _("Told that a vote closes within a day")
    COUNTED = "decisions.counted", _("Closed a vote and counted it")
    RECUSED = "decisions.recused", _("Stepped back from a decision for an interest of their own")
    PROXY_GIVEN = "decisions.proxy_given", _("Gave a proxy")
    PROXY_REVOKED = "decisions.proxy_revoked", _("Revoked a proxy")
    BODY_KEPT = "decisions.body_kept", _("Wrote down who decides and by which statutes")
    POINTED = "decisions.pointed", _("Told where people vote")
    ROLL_TAKEN = "decisions.roll_taken", _("Took the list of voters with their addresses")
    CALLED_AGAIN = "decisions.called_again", _("Called a second vote without a minimum")
    CONTESTED = "decisions.contested", _("Contested a declared outcome")
    BACKED = "decisions.backed", _("Joined who contests an outcome")
    DISMISSED = "decisions.dismissed", _("Answered who contests an outcome")
    LAPSED = "decisions.lapsed", _("Let an outcome lapse and had people vote again")
    IN_FORCE = "decisions.in_force", _("Noted that a decision is in force")
    DECLARED = "decisions.declared", _("Declared the outcome of a vote")
    WITHDRAWN = "decisions.withdrawn", _("Withdrew a decision")
