"""The published output of Polis for its own conversations (methods page, profile polis)."""

import numpy as np
import pytest

from samenspel_analysis.opinion.counts import group_counts
from samenspel_analysis.opinion.polis.clusters import polis_groups
from samenspel_analysis.opinion.polis.formulas import (
    META_PRIORITY,
    group_informed_consensus,
    priorities,
)
from samenspel_analysis.opinion.polis.representative import shown_for_everyone, shown_for_groups
from samenspel_analysis.opinion.polis.space import placed_on, space_of, taking_part
from tests.opinion.polis_files import BLOBS, NEEDED, PRODUCTION, conversation

pytestmark = [pytest.mark.realdata, NEEDED]
ALL = PRODUCTION + BLOBS
MISSING_VOTES = {"2rbpz7ivat": 6, "3n77nvkhri": 1}  # statements whose published votes are not all
BY_THE_TICK = {"3n77nvkhri": 2, "5huyhtuvrm": 2, "4hnmy3zeff": 86}  # votes came in by batches


def members(found):
    """Group of each person, from base clusters and groups of the output; -1 for none."""
    output = found.output
    base = dict(zip(output["base-clusters"]["id"], output["base-clusters"]["members"], strict=True))
    groups = np.full(found.votes.people, -1)
    for number, group in enumerate(output["group-clusters"]):
        for cluster in group["members"]:
            groups[base[cluster]] = number
    return groups, [str(group["id"]) for group in output["group-clusters"]]


def counted(name):
    found = conversation(name)
    groups, ids = members(found)
    return found, group_counts(found.votes, groups, len(ids)), ids


@pytest.mark.parametrize("name", ALL)
def test_votes_of_each_group_are_counted_as_published(name):
    found, counts, ids = counted(name)
    for number, key in enumerate(ids):
        published = found.output["group-votes"][key]
        assert published["n-members"] == counts.people[number]
        for statement, votes in published["votes"].items():
            down, passed, up = counts.votes[number, found.at[int(statement)]]
            assert (votes["A"], votes["D"], votes["S"]) == (up, down, up + down + passed)


@pytest.mark.parametrize("name", ALL)
def test_group_informed_consensus_is_as_published(name):
    found, counts, _ = counted(name)
    consensus = group_informed_consensus(counts.of(1), counts.cast)
    for statement, value in found.output["group-aware-consensus"].items():
        if isinstance(value, dict):
            pytest.skip("published in an older form, per group and by an older formula")
        assert consensus[found.at[int(statement)]] == pytest.approx(value, abs=1e-15)


@pytest.mark.parametrize("name", ALL)
def test_statements_shown_for_each_group_are_the_published_ones_in_order(name):
    found, counts, ids = counted(name)
    order = np.flatnonzero(found.kept)
    shown = shown_for_groups(counts.of(1), counts.of(-1), counts.cast, order)
    for number, key in enumerate(ids):
        published = found.output["repness"][key]
        assert [each.statement for each in shown[number]] == [
            found.at[each["tid"]] for each in published
        ]
        for ours, theirs in zip(shown[number], published, strict=True):
            assert (ours.direction == 1) == (theirs["repful-for"] == "agree")
            assert (ours.count, ours.cast) == (theirs["n-success"], theirs["n-trials"])
            assert ours.probability == pytest.approx(theirs["p-success"], rel=1e-12)
            assert ours.test == pytest.approx(theirs["p-test"], rel=1e-6)
            assert ours.lift == pytest.approx(theirs["repness"], rel=1e-12)
            assert ours.lift_test == pytest.approx(theirs["repness-test"], rel=1e-6)


@pytest.mark.parametrize("name", ALL)
def test_statements_shown_for_everyone_are_the_published_ones_in_order(name):
    found, counts, _ = counted(name)
    everyone = counts.everyone
    order = np.flatnonzero(found.kept)
    for direction, key in ((1, "agree"), (-1, "disagree")):
        shown = shown_for_everyone(
            everyone[:, 1 + direction], everyone.sum(axis=1), order, direction
        )
        published = found.output["consensus"][key]
        assert [each.statement for each in shown] == [found.at[each["tid"]] for each in published]
        for ours, theirs in zip(shown, published, strict=True):
            assert ours.probability == pytest.approx(theirs["p-success"], rel=1e-12)
            assert ours.test == pytest.approx(theirs["p-test"], rel=1e-6)


@pytest.mark.parametrize("name", ALL)
def test_components_and_centre_are_those_published(name):
    found = conversation(name)
    space = space_of(found.votes, found.kept)
    for axis in (0, 1):
        theirs = np.array(found.output["pca"]["comps"][axis])
        cosine = abs(theirs @ space.components[:, axis]) / np.linalg.norm(theirs)
        assert cosine > 1 - 1e-5
    apart = np.abs(-space.mean - found.output["pca"]["center"])  # Polis: an agree is -1
    assert np.count_nonzero(apart > 1e-12) == MISSING_VOTES.get(name, 0)


@pytest.mark.parametrize("name", ALL)
def test_priorities_are_those_published(name):
    found, counts, _ = counted(name)
    published = found.output.get("comment-priorities") or {}
    if set(published.values()) <= {49, None}:
        pytest.skip("published while all priorities were 49 by mistake, or not at all")
    extremity = found.output["pca"]["comment-extremity"]
    up, down = counts.of(1).sum(axis=0), counts.of(-1).sum(axis=0)
    ours = priorities(up, down, counts.cast.sum(axis=0), extremity)
    meta = set(found.output["meta-tids"])
    for statement, value in published.items():
        expected = META_PRIORITY if int(statement) in meta else ours[found.at[int(statement)]]
        assert value == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("name", ALL)
def test_base_clusters_stand_where_published(name):
    found = conversation(name)
    mean = -np.array(found.output["pca"]["center"])
    components = -np.array(found.output["pca"]["comps"]).T
    space = placed_on(found.votes, found.kept, mean, components)
    base = found.output["base-clusters"]
    means = np.array([space.people[each].mean(axis=0) for each in base["members"]])
    for axis, key in enumerate("xy"):
        assert np.abs(means[:, axis] - base[key]).max() < 1e-12


@pytest.mark.parametrize("name", ALL)
def test_who_takes_part_is_as_published(name):
    found = conversation(name)
    inside = taking_part((found.person, found.statement), found.votes.people)
    assert len(set(inside.tolist()) ^ set(found.output["in-conv"])) == BY_THE_TICK.get(name, 0)


def cold_start(name, *, by_file):
    found = conversation(name)
    space = space_of(found.votes, found.kept)
    enough = np.flatnonzero(found.votes.counts >= 7)
    if by_file:
        order = {who: at for at, who in enumerate(found.file_order)}
        enough = np.array(sorted(enough.tolist(), key=order.__getitem__))
    return polis_groups(space.people[enough])


def test_a_cold_start_depends_on_the_order_of_people_as_published():
    by_file = cold_start("vw", by_file=True)
    assert np.round(by_file.silhouettes[:3], 3).tolist() == [0.487, 0.329, 0.362]
    assert sorted(np.bincount(by_file.labels)) == [17, 50]
    by_number = cold_start("vw", by_file=False)
    assert np.round(by_number.silhouettes[:3], 3).tolist() == [0.457, 0.481, 0.508]
    assert len(by_number.groups.centres) == 4


def test_base_clusters_of_biodiversity_from_a_cold_start_are_those_published():
    found = conversation("biodiversity")
    inside = taking_part((found.person, found.statement), found.votes.people)
    assert len(inside) == 443
    groups = polis_groups(space_of(found.votes, found.kept).people[inside])
    assert sorted(np.bincount(groups.groups.labels)) == [19, 81]
