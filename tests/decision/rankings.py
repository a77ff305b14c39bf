"""Small ranked elections, and the rules written down a second time, one ballot after another."""

from fractions import Fraction
from itertools import pairwise, permutations

from hypothesis import strategies as st

from samenspel_analysis.decision.ranked import pack

GARDEN, BENCH, PARTY = 0, 1, 2
NAMES = ("garden", "bench", "party")


def strict(*options):
    return tuple((option,) for option in options)


def square(party=4):
    """The worked example of docs/methods/decision-ranked.md."""
    return pack(
        NAMES,
        {
            strict(PARTY, BENCH, GARDEN): party,
            strict(GARDEN, BENCH, PARTY): 3,
            strict(BENCH, GARDEN, PARTY): 2,
        },
    )


@st.composite
def elections(draw, *, options=5, voters=9, ties=True):
    """Few options and voters, some options left out, so that ties come often."""
    count = draw(st.integers(1, options))
    ballots = []
    for _ in range(draw(st.integers(1, voters))):
        order = draw(st.permutations(range(count)))[: draw(st.integers(0, count))]
        levels, at = [], 0
        while at < len(order):
            size = draw(st.integers(1, 2)) if ties else 1
            levels.append(tuple(sorted(order[at : at + size])))
            at += size
        ballots.append(tuple(levels))
    return count, ballots


def packed(count, ballots, *, names=None):
    counted = {}
    for ballot in ballots:
        counted[ballot] = counted.get(ballot, 0) + 1
    return pack(names or [f"o{option}" for option in range(count)], counted)


def ranks_of(count, ballot):
    """Where a ballot puts each option; what it leaves out comes last."""
    place = {option: at for at, level in enumerate(ballot) for option in level}
    return [place.get(option, count) for option in range(count)]


def preferred_one_by_one(count, ballots):
    votes = [[0] * count for _ in range(count)]
    for ballot in ballots:
        ranks = ranks_of(count, ballot)
        for i in range(count):
            for j in range(count):
                votes[i][j] += ranks[i] < ranks[j]
    return votes


def paths_by_walking(votes):
    """The strongest chain of wins between each two options, of all chains without a return."""
    count = len(votes)
    strength = [[0] * count for _ in range(count)]
    for size in range(2, count + 1):
        for chain in permutations(range(count), size):
            links = list(pairwise(chain))
            if all(votes[a][b] > votes[b][a] for a, b in links):
                weakest = min(votes[a][b] for a, b in links)
                strength[chain[0]][chain[-1]] = max(strength[chain[0]][chain[-1]], weakest)
    return strength


class Paper:
    """One ballot: its ranking, what it is worth, and with whom it lies."""

    def __init__(self, ballot):
        self.ranking = [option for level in ballot for option in level]
        self.value, self.holder = Fraction(1), self.ranking[0] if self.ranking else None

    def go_on(self, open_to):
        self.holder = next((o for o in self.ranking if o in open_to), None)


class SlowCount:
    """A count by transfer, every ballot on its own; written after the rule, not after our code."""

    def __init__(self, count, ballots, places, *, seats, decimals):
        self.papers = [Paper(ballot) for ballot in ballots]
        self.open_to, self.places, self.decimals = set(range(count)), places, decimals
        self.count, self.seats, self.elected, self.surplus, self.history = count, seats, [], [], []
        self.votes = self.counted()
        self.quota = int(sum(self.votes) // (seats + 1)) + 1

    def counted(self):
        return [
            sum((p.value for p in self.papers if p.holder == o), Fraction(0))
            for o in range(self.count)
        ]

    def sift(self, options, sign):
        """Those with most (or fewest) votes now, and where they are equal in the round before."""
        for votes in (self.votes, *reversed(self.history)):
            most = max(sign * votes[o] for o in options)
            options = [o for o in options if sign * votes[o] == most]
        return options

    def elect(self, options):
        new = sorted(options, key=lambda o: (-self.votes[o], self.places[o]))
        self.open_to -= set(new)
        self.elected += new
        return new

    def majority(self):
        going = sum(self.votes[o] for o in self.open_to)
        return [o for o in self.open_to if 2 * self.votes[o] > going]

    def move(self, moving, part):
        self.history.append(self.votes)
        for paper in self.papers:
            if paper.holder == moving:
                paper.value = self.rounded(paper.value * part)
                paper.go_on(self.open_to)
        self.votes = self.counted()
        if moving in self.elected:
            self.votes[moving] = Fraction(self.quota)

    def rounded(self, value):
        if self.decimals is None:
            return value
        return Fraction(int(value * 10**self.decimals), 10**self.decimals)

    def step(self):
        if self.surplus:
            level = self.sift(self.surplus, 1)
            moving = min(level, key=self.places.__getitem__)
            self.surplus.remove(moving)
            self.move(moving, (self.votes[moving] - self.quota) / self.votes[moving])
        else:
            moving = max(self.sift(list(self.open_to), -1), key=self.places.__getitem__)
            self.open_to.discard(moving)
            self.move(moving, 1)


def transferred_one_by_one(count, ballots, places, *, seats, decimals=None, majority=False):
    """Elected options; with `majority` more than half of what still counts is enough."""
    slow = SlowCount(count, ballots, places, seats=seats, decimals=decimals)
    while True:
        new = slow.elect(
            slow.majority() if majority
            else [o for o in slow.open_to if slow.votes[o] >= slow.quota]
        )  # fmt: skip
        slow.surplus += [o for o in new if not majority and slow.votes[o] > slow.quota]
        left = seats - len(slow.elected)
        if left <= 0 or len(slow.open_to) <= left:
            if left:
                slow.elect(list(slow.open_to))
            return slow.elected
        slow.step()
