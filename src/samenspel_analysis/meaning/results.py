"""What a meaning scan finds: frozen results with named numbers.

Points are points of the answer range. Shares and parts lie in [0, 1]. `None` means "cannot say".
In a pair, everything that comes twice stands in the order of `PairResult.sides`.
"""

from dataclasses import dataclass

from samenspel_analysis.meaning.states import NoticeKind, Pattern, State, Verdict


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % interval; the bounds are `None` where no interval may be shown."""

    mean: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class AnswerMean:
    """The plain mean of `n` answers in points, with its 95 % interval."""

    mean: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The second side minus the first on one scale, in points, as the model sees it."""

    value: float | None
    low: float | None
    high: float | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """One scale of a word: what both sides mean, and what each thought the other means."""

    scale: str
    own: tuple[AnswerMean, AnswerMean]
    guess: tuple[AnswerMean, AnswerMean]  # by the first about the second, and the other way round
    difference: Difference


@dataclass(frozen=True, slots=True)
class UnbiasedSquares:
    """Squared distances per scale in points squared, corrected for sampling; may be below zero.

    A descriptive check beside the model (methods page, section "Unbiased squares").
    """

    difference: float | None
    assumed: tuple[float | None, float | None]
    misreading: tuple[float | None, float | None]
    seen_numerator: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class WordSide:
    """One side's part in a word."""

    n: int  # people of this side who answered at least one scale of the word
    seen_share: Estimate | None  # of the real difference; above 1 exaggerated, below 0 reversed
    importance: Estimate | None  # 0 plays no part … 1 not without this; None where not asked
    divided: bool | None
    divided_probability: float | None


@dataclass(frozen=True, slots=True)
class WordResult:
    """One word between two sides. `tension` = `seen_part` + `hidden_part` in the means."""

    concept: str
    tension: Estimate | None
    seen_part: Estimate | None
    hidden_part: Estimate | None
    imagined: Estimate | None
    state: State
    state_probability: float | None
    difference_probability: float | None  # that the difference is beyond the tolerance
    both_saw_probability: float | None  # that both saw it coming; None without guesses
    state_at_tighter_tolerance: State | None  # 0.75 x tolerance
    state_at_wider_tolerance: State | None  # 1.25 x tolerance
    sides: tuple[WordSide, WordSide]
    scales: tuple[ScaleResult, ...]
    unbiased: UnbiasedSquares


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A word to talk about, why it stands here, and which words it may change places with."""

    concept: str
    reason: State
    tied_with: tuple[str, ...]

    @property
    def tied(self) -> bool:
        """Whether the order with another word of the agenda is uncertain."""
        return bool(self.tied_with)


@dataclass(frozen=True, slots=True)
class PairResult:
    """Two sides, all words."""

    sides: tuple[str, str]
    agenda: tuple[AgendaItem, ...]
    concepts: tuple[WordResult, ...]


@dataclass(frozen=True, slots=True)
class Distances:
    """Mean absolute distances in points over all answers; others = mean of all other members."""

    own_others_mad: Estimate
    guess_others_mad: Estimate
    own_guess_mad: Estimate


@dataclass(frozen=True, slots=True)
class Correlations:
    """Means over people of their correlation over items."""

    agreement: Estimate  # own with others
    accuracy: Estimate  # guess with others
    congruency: Estimate  # own with guess


@dataclass(frozen=True, slots=True)
class CommunityScale:
    """One scale: what members mean, and what they think the others mean."""

    scale: str
    own: AnswerMean
    guess: AnswerMean


@dataclass(frozen=True, slots=True)
class CommunityWord:
    """One word within one community."""

    concept: str
    n: int
    distances: Distances
    correlation: Correlations
    importance: Estimate | None
    divided: bool | None
    scales: tuple[CommunityScale, ...]


@dataclass(frozen=True, slots=True)
class CommunityResult:
    """One side: each member against the typical other member."""

    distances: Distances
    correlation: Correlations
    concepts: tuple[CommunityWord, ...]


@dataclass(frozen=True, slots=True)
class SideMovement:
    """What one side did between two waves on one word."""

    same_people: int  # who answered in both waves
    road_travelled: Estimate | None  # share of the road to the other side's first meaning
    learning: Estimate | None  # fall of the misreading of the other, in points per scale


@dataclass(frozen=True, slots=True)
class WordMovement:
    """One word between two waves."""

    concept: str
    sides: tuple[SideMovement, SideMovement]
    mutual: Estimate | None  # the smaller of the two roads travelled
    common_move: Estimate | None  # joint move to a meaning neither held, in points per scale
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class PairMovement:
    """Two sides between two waves, all words asked in both."""

    sides: tuple[str, str]
    from_wave: str
    to_wave: str
    concepts: tuple[WordMovement, ...]


@dataclass(frozen=True, slots=True)
class SideSummary:
    """How many of how many people of a side answered."""

    name: str
    n: int
    population: int | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader must know, and what about; `count` counts answers or people."""

    kind: NoticeKind
    side: str | None = None
    concept: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Everything a scan found: pairs, or one community; and movements where there are waves."""

    draws: int
    prior_scale: float  # of the half-normal hyperprior, in points
    low: float
    high: float
    tolerance: float  # in points
    sides: tuple[SideSummary, ...]
    pairs: tuple[PairResult, ...]
    community: CommunityResult | None
    movements: tuple[PairMovement, ...]
    notices: tuple[Notice, ...]
