"""Numbers of a map in words."""

from samenspel_analysis.opinion.results import FlagKind, Group, NoGroups, Profile, Share
from samenspel_report.i18n import Translator

FIRM, DOUBTFUL = 0.75, 0.6  # mean Jaccard overlap over resamples (Hennig 2007)
LETTERS = "ABCDEFGHIJ"
DASH = "–"


def letter(group: int) -> str:
    """The letter of a group; groups are numbered from 0."""
    return LETTERS[group % len(LETTERS)]


def group_name(t: Translator, group: int) -> str:
    """The name of a group; it says nothing about who is in it."""
    return t.gettext("Group %(letter)s") % {"letter": letter(group)}


def people(t: Translator, count: int) -> str:
    """A number of people."""
    return t.ngettext("%(n)s person", "%(n)s people", count) % {"n": t.number(count)}


def percent(t: Translator, share: float | None) -> str:
    """A share as a whole percentage."""
    return DASH if share is None else t.gettext("%(n)s%%") % {"n": t.number(100 * share)}


def share_words(t: Translator, share: Share) -> str:
    """A share with its count and interval."""
    if share.share is None or share.low is None or share.high is None:
        return t.gettext("cannot say")
    facts = {
        "count": t.number(share.count),
        "of": t.number(share.of),
        "low": t.number(100 * share.low),
        "high": t.number(100 * share.high),
    }
    return t.gettext("%(count)s of %(of)s (%(low)s to %(high)s%%)") % facts


def direction_words(t: Translator, direction: int) -> str:
    """What most do."""
    return t.gettext("agree") if direction > 0 else t.gettext("disagree")


def p_words(t: Translator, p: float | None) -> str:
    """A p-value, never as zero."""
    if p is None:
        return t.gettext("not tested")
    if p < 0.001:
        return t.gettext("below %(n)s") % {"n": t.number(0.001, 3)}
    return t.number(p, 3)


def stability_words(t: Translator, group: Group) -> str:
    """How firm a group is, in words and as a share."""
    if group.stability is None:
        return t.gettext("not tested")
    facts = {"n": t.number(round(100 * group.stability))}
    if group.stability >= FIRM:
        return t.gettext("firm: with other people drawn, %(n)s%% of it came back") % facts
    if group.stability >= DOUBTFUL:
        return t.gettext("doubtful: with other people drawn, %(n)s%% of it came back") % facts
    return t.gettext("shaky: with other people drawn, %(n)s%% of it came back") % facts


def no_groups_words(t: Translator, reason: NoGroups | None) -> str:
    """Why there are no groups."""
    if reason is None:
        return t.gettext("No groups were sought.")
    return {
        NoGroups.TOO_FEW_PEOPLE: t.gettext(
            "Too few people voted often enough to look for groups; that says nothing about them."
        ),
        NoGroups.TOO_FEW_STATEMENTS: t.gettext(
            "There are too few statements to look for groups; that says nothing about the people."
        ),
        NoGroups.NO_STRUCTURE: t.gettext(
            "These votes hang together no more than votes that were shuffled."
        ),
        NoGroups.ONE_CLOUD: t.gettext(
            "People differ, but by degrees: they stand in one cloud without a gap."
        ),
        NoGroups.TOO_SMALL: t.gettext(
            "Every way to divide people leaves a group that is too small to be called one."
        ),
    }[reason]


def profile_words(t: Translator, profile: Profile) -> str:
    """How the map was made."""
    return {
        Profile.ROBUST: t.gettext("robust"),
        Profile.POLIS: t.gettext("as Polis publishes it"),
    }[profile]


def flag_words(t: Translator, kind: FlagKind) -> str:
    """What a pattern is called."""
    return {
        FlagKind.STRAIGHT_LINING: t.gettext("the same answer to everything"),
        FlagKind.IDENTICAL: t.gettext("exactly the same votes"),
        FlagKind.BURST: t.gettext("faster than anyone reads"),
        FlagKind.NEW_ALIKE: t.gettext("came at once and vote alike"),
    }[kind]


def flag_reason(t: Translator, kind: FlagKind) -> str:
    """Why a pattern asks for a look."""
    return {
        FlagKind.STRAIGHT_LINING: t.gettext(
            "Someone gave one answer throughout. Chance would give this, even to those who lean"
            " most, in so few of all cases."
        ),
        FlagKind.IDENTICAL: t.gettext(
            "Several people voted on the same statements and the same way on each. So many such"
            " sets would arise by chance, even among people who are alike."
        ),
        FlagKind.BURST: t.gettext("The votes follow each other within a second, on average."),
        FlagKind.NEW_ALIKE: t.gettext(
            "More people came within ten minutes than at an ordinary time, and they vote more"
            " alike than others who are alike."
        ),
    }[kind]
