"""What to ask each other when something big changed."""

from django.utils.translation import gettext as _

from samenspel.agreements.choices import Turn


def questions_about(kind: str) -> tuple[str, str, str]:
    """Why, in what and how: three questions that fit this sort of change."""
    why = {
        Turn.CRISIS: _("Why: is what you wanted to mean to others more needed now, or less?"),
        Turn.STRATEGY: _("Why: does the purpose you share fit the new strategy?"),
        Turn.PEOPLE: _("Why: who carried the purpose, and who carries it now?"),
        Turn.MERGER: _("Why: is the purpose also that of the new organisation?"),
    }
    in_what = {
        Turn.CRISIS: _("In what: what can rest, and what must go on for those it is for?"),
        Turn.STRATEGY: _("In what: which agreements matter more now, and which less?"),
        Turn.PEOPLE: _("In what: what did only they know or do?"),
        Turn.MERGER: _("In what: what do you both bring now, and what falls away?"),
    }
    how = {
        Turn.CRISIS: _("How: what can you give each other without asking anything back?"),
        Turn.STRATEGY: _("How: who talks with whom from now on, and how often?"),
        Turn.PEOPLE: _("How: who takes over, and when do you meet?"),
        Turn.MERGER: _("How: who decides now, and whom do you ring?"),
    }
    code = Turn(kind)
    return (
        why.get(code) or _("Why: does the purpose you share still hold?"),
        in_what.get(code) or _("In what: which agreements does it touch?"),
        how.get(code) or _("How: what do you do differently from now on?"),
    )
