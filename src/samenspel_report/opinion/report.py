"""A whole report of an opinion map, ready to be given a form."""

from babel.dates import format_date

from samenspel_analysis.opinion.results import OpinionMap, Profile
from samenspel_report.i18n import DATES, Translator, translator
from samenspel_report.opinion.content import OpinionReport
from samenspel_report.opinion.context import MapContext
from samenspel_report.opinion.drawings import map_drawing, map_sentence
from samenspel_report.opinion.flagged import flag_block
from samenspel_report.opinion.lists import Lists
from samenspel_report.opinion.words import (
    DOUBTFUL,
    group_name,
    no_groups_words,
    p_words,
    people,
    percent,
    profile_words,
    stability_words,
)
from samenspel_report.pictures.opinion_map import people_per_mark
from samenspel_report.scan.content import Table


def map_title(t: Translator, found: OpinionMap) -> str:
    """The heading above a map."""
    if not found.groups:
        return t.gettext("One community, no groups")
    count = len(found.groups)
    return t.ngettext("%(n)s group that votes alike", "%(n)s groups that vote alike", count) % {
        "n": t.number(count)
    }


def opinion_report(found: OpinionMap, context: MapContext, language: str) -> OpinionReport:
    """Every sentence, picture and table of a map."""
    t = translator(language)
    lists = Lists(t, found, context)
    return OpinionReport(
        title=context.title,
        heading=map_title(t, found),
        lede=_lede(t, found),
        facts=_facts(t, found, context),
        source=context.source,
        notices=_notices(t, found, context),
        map=map_drawing(t, found),
        map_lede=_map_lede(t, found),
        map_table=_map_table(t, found),
        groups=lists.groups(),
        groups_table=lists.groups_table(),
        lists=lists.all(),
        tests=_tests(t, found),
        tests_table=_tests_table(t, found),
        flags=flag_block(t, found, context, lists.text) if context.flags_shown else None,
        limits=_limits(t, found),
        method=_method(t, found, context),
        labels=_labels(t),
    )


def _lede(t: Translator, found: OpinionMap) -> str:
    if not found.groups:
        return no_groups_words(t, found.no_groups_reason)
    return t.gettext(
        "People of one group voted more alike than people of different groups. A group is a way of"
        " voting here and now, not a kind of person."
    )


def _facts(t: Translator, found: OpinionMap, context: MapContext) -> tuple[tuple[str, str], ...]:
    placed = {"n": t.number(found.placed), "of": people(t, found.people)}
    return (
        (t.gettext("On the map"), t.gettext("%(n)s of %(of)s") % placed),
        (t.gettext("Statements"), t.number(found.statements)),
        (t.gettext("Votes"), t.number(found.votes)),
        (t.gettext("Way of counting"), profile_words(t, found.profile)),
        (t.gettext("Made on"), format_date(context.made_on, "long", locale=DATES[t.language])),
    )


def _notices(t: Translator, found: OpinionMap, context: MapContext) -> tuple[str, ...]:
    said = []
    if found.profile is Profile.POLIS:
        said.append(
            t.gettext(
                "This is the published way of Polis, to compare with. It always finds groups, also"
                " in votes cast at random, and tests nothing."
            )
        )
    shaky = [
        group_name(t, place)
        for place, group in enumerate(found.groups)
        if group.stability is not None and group.stability < DOUBTFUL
    ]
    if shaky:
        said.append(
            t.gettext("With a few other people this could be otherwise: %(groups)s.")
            % {"groups": ", ".join(shaky)}
        )
    if context.axes_from:
        facts = {
            "people": people(t, context.axes_from.people),
            "parts": t.number(context.axes_from.parts),
        }
        said.append(
            t.gettext(
                "The axes come from the sums of %(people)s in %(parts)s parts. Who stands where,"
                " the groups and every share are of these votes alone."
            )
            % facts
        )
    if context.removed:
        said.append(
            t.ngettext(
                "%(n)s statement is left out: a moderator took it out, or it is about the"
                " conversation itself.",
                "%(n)s statements are left out: a moderator took them out, or they are about the"
                " conversation itself.",
                context.removed,
            )
            % {"n": t.number(context.removed)}
        )
    if found.flags:
        said.append(
            t.gettext("Some votes ask for a look; below is what the map would be without them.")
        )
    return tuple(said)


def _map_lede(t: Translator, found: OpinionMap) -> str:
    marks = t.gettext(
        "The closer together, the more alike people vote. Each mark stands for at least %(n)s"
        " people, so nobody can be found on the map. The axes have no names: they mean nothing by"
        " themselves."
    ) % {"n": t.number(people_per_mark(found.placed))}
    return f"{map_sentence(t, found)} {marks}" if found.placed else marks


def _map_table(t: Translator, found: OpinionMap) -> Table | None:
    if not found.placed:
        return None
    caption = t.gettext("The map as a table")
    if not found.groups:
        return Table(caption, *_cloud_rows(t, found))
    head = (
        t.gettext("Group"),
        t.gettext("People"),
        t.gettext("Part of all on the map"),
        t.gettext("How firm"),
        t.gettext("Middle, across"),
        t.gettext("Middle, up"),
    )
    rows = tuple(
        (
            group_name(t, place),
            t.number(group.size),
            percent(t, group.share),
            stability_words(t, group),
            t.number(group.centre[0], 2),
            t.number(group.centre[1], 2),
        )
        for place, group in enumerate(found.groups)
    )
    return Table(caption, head, rows)


def _cloud_rows(
    t: Translator, found: OpinionMap
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    spread = found.projection.points.std(axis=0)
    head = (
        t.gettext("Group"),
        t.gettext("People"),
        t.gettext("Spread across"),
        t.gettext("Spread up"),
    )
    row = (
        t.gettext("no groups"),
        t.number(found.placed),
        t.number(float(spread[0]), 2),
        t.number(float(spread[1]), 2),
    )
    return head, (row,)


def _tests(t: Translator, found: OpinionMap) -> tuple[str, ...]:
    structure, groups = found.structure, found.groups_test
    facts = {
        "p": p_words(t, structure.p),
        "n": t.number(structure.permutations),
        "people": people(t, structure.people_tested),
    }
    clouds = {
        "p": p_words(t, groups.p),
        "n": t.number(groups.clouds),
        "people": people(t, groups.people_tested),
    }
    return (
        t.gettext("Whether votes hang together was not tested.")
        if structure.p is None
        else t.gettext(
            "Do votes hang together? We shuffled the votes of %(people)s %(n)s times within each"
            " statement. The chance to see this much by accident: %(p)s."
        )
        % facts,
        t.gettext("Whether there are groups was not tested.")
        if groups.p is None
        else t.gettext(
            "Are there groups? We set the votes of %(people)s beside %(n)s single clouds without"
            " groups. The chance to see such groups in one cloud: %(p)s."
        )
        % clouds,
    )


def _tests_table(t: Translator, found: OpinionMap) -> Table:
    head = (t.gettext("Groups"), t.gettext("Silhouette"), t.gettext("Smallest group"))
    rows = tuple(
        (t.number(each.groups), t.number(each.silhouette, 3), people(t, each.smallest))
        for each in found.groups_test.divisions
    )
    values = "; ".join(t.number(value, 1) for value in found.structure.eigenvalues[:5])
    caption = t.gettext(
        "The best division into so many groups: how far people stand from other groups (1 is far,"
        " 0 is not at all). Largest eigenvalues: %(values)s."
    ) % {"values": values or "–"}
    return Table(caption, head, rows)


def _limits(t: Translator, found: OpinionMap) -> tuple[str, ...]:
    said = [
        t.gettext("What people think who did not vote, or voted on few statements."),
        t.gettext("What kind of person someone is. The map says only how people voted."),
        t.gettext("Why people vote as they do. Ask them."),
    ]
    if not found.groups:
        said.append(t.gettext("That everyone agrees. No groups is not the same as no difference."))
    return tuple(said)


def _method(t: Translator, found: OpinionMap, context: MapContext) -> tuple[str, ...]:
    said = [
        t.gettext(
            "Each vote is set beside the mean vote on its statement. The two directions in which"
            " people differ most are the map; someone who voted on few statements is moved outward"
            " by as much as that shrinks them."
        ),
        t.gettext(
            "Intervals hold 95%% of the time (Wilson 1927). What sets a group apart is tested on"
            " votes that did not make the groups, and adjusted for the number of tests."
        )
        % {}
        if found.profile is Profile.ROBUST
        else t.gettext("What sets a group apart is chosen by Polis’s own rule, without a test."),
    ]
    if context.seed is not None:
        said.append(t.gettext("Random seed: %(seed)s.") % {"seed": context.seed})
    return tuple(said)


def _labels(t: Translator) -> dict[str, str]:
    return {
        "source": t.gettext("Source"),
        "notices": t.gettext("Know this first"),
        "map": t.gettext("Who votes alike"),
        "map_table": t.gettext("Read the map as a table"),
        "groups": t.gettext("What sets each group apart"),
        "groups_lede": t.gettext(
            "More people of the group vote this way than of the others. Filled is the group; the"
            " round mark below it is everyone else."
        ),
        "groups_none": t.gettext("Nothing sets this group apart with enough certainty."),
        "list_table": t.gettext("Read these statements as a table"),
        "tests": t.gettext("How we know"),
        "tests_table": t.gettext("Read the tests as a table"),
        "flags": t.gettext("Votes that ask for a look"),
        "flags_table": t.gettext("Read this as a table"),
        "limits": t.gettext("What you cannot conclude from this"),
        "method": t.gettext("How we count"),
        "original": t.gettext("In the words of who wrote it:"),
        "page_of": t.gettext("of"),
        "nobody_placed": t.gettext("Nobody could be placed on a map."),
    }
