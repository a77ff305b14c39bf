"""Other engines on the same real votes: the same figures by the same formulas, groups no worse.

Where each oracle of the opinion map is held:

| oracle | what | where |
| --- | --- | --- |
| O1 | last vote wins: votes.csv gives the matrix of participants-votes.csv | tests/votes |
| O2 to O6 | group votes, group-informed consensus, lists, priorities | test_polis_oracles |
| O7 to O9 | components, centre, places of base clusters | test_polis_oracles |
| O10, O11 | a cold start, who takes part | test_polis_oracles |
| O12 | means, components, places and statistics of red-dwarf 0.4.0 | here |
| O13 | spread within groups no larger than that of Polis or red-dwarf | here |
| O14 | order of people and statements, turned votes, parts | test_invariance, test_wide |
| O15 | moderation as Polis does it beside leaving statements out | here |
"""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from benchmarks.opinion.conversations import real
from benchmarks.opinion.runs import ENVIRONMENT
from samenspel_analysis.opinion import UNTESTED, Moderation, opinion_map, pack, polis_map
from samenspel_analysis.opinion.cells import cells_of, level_for
from samenspel_analysis.opinion.counts import group_counts
from samenspel_analysis.opinion.division import divisions, lloyd, nearest
from samenspel_analysis.opinion.grouping import polished
from samenspel_analysis.opinion.polis.formulas import lift, lift_test, probability, share_test
from samenspel_analysis.opinion.polis.space import placed_on, space_of
from tests.opinion.polis_files import BLOBS, FOLDER, NEEDED, PRODUCTION, conversation, rows
from tests.opinion.test_polis_oracles import members
from tests.opinion.test_published import OPEN, wide

pytestmark = [pytest.mark.realdata, pytest.mark.slow, NEEDED]
PEER = pytest.mark.skipif(
    not (ENVIRONMENT / "complete").exists(),
    reason="red-dwarf is not here; `python -m benchmarks.opinion real` puts it in var/bench",
)
EXACT = 500  # people and statements up to which red-dwarf computes components exactly
BY_CHANCE = 1e-3  # above, it draws vectors by lot (the default of scikit-learn)
ANSWERS = Path(__file__).parents[2] / "benchmarks" / "opinion" / "peer_answers.py"
FILES = list(real()) if FOLDER.is_dir() else []


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """What red-dwarf finds in each conversation."""
    folder = tmp_path_factory.mktemp("answers")
    python = ENVIRONMENT / "bin" / "python"
    subprocess.run([python, ANSWERS, folder, *FILES], check=True, capture_output=True)
    return folder


def both(file, answers):
    """Our votes, and the answer of red-dwarf with its statements and people by our numbers."""
    with np.load(file) as arrays:
        votes = pack(arrays["person"], arrays["statement"], arrays["vote"])
    with np.load(answers / file.name) as arrays:
        theirs = {name: arrays[name] for name in arrays}
    return votes, theirs


def apart(ours, theirs):
    """The largest difference, where an axis may point either way."""
    signs = np.where((ours * theirs).sum(axis=0) < 0, -1, 1)
    return np.abs(ours * signs - theirs).max()


@PEER
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_means_components_and_places_are_those_of_red_dwarf(file, answers):
    votes, theirs = both(file, answers)
    at, who = theirs["statement"], theirs["person"]
    ours = space_of(votes, np.ones(votes.statements, dtype=bool))
    assert np.abs(ours.mean[at] - theirs["mean"]).max() < 1e-12
    exact = 1e-9 if max(votes.people, votes.statements) <= EXACT else BY_CHANCE
    assert apart(ours.components[at], theirs["components"]) < exact
    assert apart(ours.people[who], theirs["points"]) < exact * np.abs(theirs["points"]).max()


@PEER
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_statistics_of_the_same_groups_are_those_of_red_dwarf(file, answers):
    votes, theirs = both(file, answers)
    groups = np.full(votes.people, -1)
    groups[theirs["person"]] = theirs["group"]
    counts = group_counts(votes, groups, groups.max() + 1)
    at = theirs["statement"]
    cast = counts.cast[:, at]
    others_cast = cast.sum(axis=0) - cast
    expected = dict(zip(("na", "nd", "ns"), theirs["statistics"][:3], strict=True))
    assert np.array_equal(expected["ns"], cast)
    for place, direction in enumerate((1, -1)):
        said = counts.of(direction)[:, at]
        others = said.sum(axis=0) - said
        ours = (
            said,
            probability(said, cast),
            share_test(said, cast),
            lift(said, cast, others, others_cast),
            lift_test(said, cast, others, others_cast),
        )
        for figure, row in zip(ours, (0, 3, 5, 7, 9), strict=True):
            assert figure == pytest.approx(theirs["statistics"][row + place], rel=1e-9, abs=1e-9)


def spread(points, labels):
    """Squared distances to the mean of the own group, summed."""
    groups = [points[labels == label] for label in np.unique(labels)]
    return sum(((group - group.mean(axis=0)) ** 2).sum() for group in groups)


def ours_in(points, k):
    """Our own division into k groups, brought to rest among the people themselves."""
    cells = cells_of(points, level_for(len(points)))
    found = next(each for each in divisions(cells, k, 1, 0) if len(each.centres) == k)
    begun = polished(found, cells, 1)
    return nearest(points, lloyd(points, np.ones(len(points)), begun[None], 100))[0][0]


@pytest.mark.parametrize("name", PRODUCTION + BLOBS)
def test_the_spread_within_groups_is_no_larger_than_that_of_polis(name):
    found = conversation(name)
    groups, _ = members(found)
    mean = -np.array(found.output["pca"]["center"])
    components = -np.array(found.output["pca"]["comps"]).T
    points = placed_on(found.votes, found.kept, mean, components).people[groups >= 0]
    theirs = groups[groups >= 0]
    ours = ours_in(points, len(np.unique(theirs)))
    assert spread(points, ours) <= spread(points, theirs) * (1 + 1e-9)


@PEER
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_spread_within_groups_is_no_larger_than_that_of_red_dwarf(file, answers):
    _, theirs = both(file, answers)
    inside = theirs["group"] >= 0
    points, labels = theirs["points"][inside], theirs["group"][inside]
    ours = ours_in(points, len(np.unique(labels)))
    assert spread(points, ours) <= spread(points, labels) * (1 + 1e-9)


def test_moderation_as_polis_does_it_pulls_people_who_voted_on_little_to_the_middle():
    matrix, ids = wide("american-assembly.bowling-green")
    votes = pack(*np.nonzero(~np.isnan(matrix)), matrix[~np.isnan(matrix)].astype(int))
    states = {
        int(row["comment-id"]): int(row["moderated"])
        for row in rows(OPEN / "american-assembly.bowling-green" / "comments.csv.gz")
    }
    out = Moderation(removed=np.flatnonzero([states.get(each) == -1 for each in ids]))
    assert (votes.statements, len(out.removed)) == (896, 289)
    ours = opinion_map(votes, moderation=out, settings=UNTESTED).projection
    theirs = polis_map(votes, moderation=out).projection
    kept = np.isin(votes.statement, ours.statements)
    on_kept = np.bincount(votes.person[kept], minlength=votes.people)
    people = np.intersect1d(ours.people, theirs.people)
    few = people[on_kept[people] == 10]
    assert len(few)
    lengths = [np.hypot(*each.points[np.isin(each.people, few)].T) for each in (ours, theirs)]
    assert lengths[0] / lengths[1] == pytest.approx(
        np.full(len(few), np.sqrt(607 / 10) / np.sqrt(896 / (10 + 289))), rel=1e-6
    )
    agreement = rand_index(*(each.groups[np.isin(each.people, people)] for each in (ours, theirs)))
    assert agreement < 0.9


def rand_index(one, other):
    """How alike two divisions are beyond chance (Hubert & Arabie 1985)."""
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1)
    pairs = [(each * (each - 1) / 2).sum() for each in (table, table.sum(0), table.sum(1))]
    expected = pairs[1] * pairs[2] / (len(one) * (len(one) - 1) / 2)
    return (pairs[0] - expected) / ((pairs[1] + pairs[2]) / 2 - expected)
