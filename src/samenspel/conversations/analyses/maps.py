"""Votes in, a map out; and from a map back to the next statement and one's own place."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from samenspel.conversations.queries import Worded
from samenspel.platform.markup import ours

from .counted import Counted
from .signals import signals_in

if TYPE_CHECKING:
    from samenspel_analysis.opinion import Moderation, OpinionMap, Votes

LANGUAGES = ("nl", "en")
EXAMPLE_SEED, EXAMPLE_LEANING, EXAMPLE_VOTES = 7, 1.6, 14
SEED = 0  # the same votes give the same map
Row = tuple[int, int, int]  # participant, number of a statement, vote


@dataclass(frozen=True, slots=True)
class Finding:
    """A map ready to be stored: values, its pages, and what later questions need."""

    payload: dict[str, Any]
    pages: dict[str, dict[str, Any]]
    papers: dict[str, dict[str, Any]]
    axes: dict[str, Any]
    routing: dict[str, Any]
    method_version: str


@dataclass(frozen=True, slots=True)
class Next:
    """The statement to show next, and how likely it was to be drawn."""

    number: int
    chance: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A map on a page: its heading and the fragment below it."""

    heading: str
    body: SafeString


def finding_in(
    votes: Counted, worded: Mapping[int, Worded], *, question: str, removed: int, made_on: date
) -> Finding:
    """The map of these votes; `worded` holds the statements that are shown, by number.

    `removed` says how many statements a moderator took out.
    """
    from samenspel_analysis.opinion import map_of_sums, opinion_map
    from samenspel_report.i18n import translator
    from samenspel_report.opinion import MapContext, Wording, map_body, map_paper, map_to_json
    from samenspel_report.opinion.report import map_title

    texts = {number: each.text for number, each in worded.items()}
    all_of_them = votes.on(1 + max(texts, default=-1)).summed()
    packed, moderation = all_of_them.packed, _only(all_of_them.packed, texts)
    made = partial(opinion_map, moderation=moderation, seed=SEED)
    found = map_of_sums(packed, all_of_them.sums, moderation, seed=SEED)
    signals = signals_in(packed, found, made, texts)
    context = MapContext(
        title=question,
        made_on=made_on,
        ids=tuple(str(number) for number in range(packed.statements)),
        texts={str(number): text for number, text in texts.items()},
        wordings={str(n): Wording(each.language, each.others) for n, each in worded.items()},
        removed=removed,
        seed=SEED,
        flags_sought=False,
        flags_shown=False,
    )
    pages = {
        language: {
            "heading": map_title(translator(language), found),
            "body": map_body(found, context, language),
            "signals": signals(language),
        }
        for language in LANGUAGES
    }
    papers = {language: map_paper(found, context, language) for language in LANGUAGES}
    return Finding(
        map_to_json(found, context), pages, papers, _axes(found), _routing(all_of_them, texts),
        f"samenspel {version('samenspel')} opinion robust",
    )  # fmt: skip


def _only(votes: "Votes", texts: Mapping[int, str]) -> "Moderation":
    import numpy as np

    from samenspel_analysis.opinion import Moderation

    gone = [number for number in range(votes.statements) if number not in texts]
    return Moderation(removed=np.array(gone, dtype=np.int64))


def _axes(found: "OpinionMap") -> dict[str, Any]:
    placed = found.projection
    return {
        "on": placed.statements.tolist(),
        "mean": placed.mean.tolist(),
        "components": placed.components.tolist(),
        "centres": [list(group.centre) for group in found.groups],
        "outlines": _outlines(found),
    }


def _outlines(found: "OpinionMap") -> dict[str, Any]:
    """What a picture of one's own place is drawn on; nothing of any one person."""
    from samenspel_report.pictures.own_place import outlines_of

    placed = found.projection
    crowds = [placed.points[placed.groups == group.id] for group in found.groups]
    made = outlines_of(crowds or [placed.points])
    return asdict(made) if made else {}


def _routing(votes: Counted, texts: Mapping[int, str]) -> dict[str, Any]:
    import numpy as np

    from samenspel_analysis.opinion.routing import knowledge

    statements = votes.packed.statements
    kept = np.array([number in texts for number in range(statements)], dtype=bool)
    if votes.sums is None or not kept.any():
        return {}
    known = knowledge(votes.sums, kept)
    return {
        "statements": known.statements.tolist(),
        "seen": known.seen.tolist(),
        "components": known.components.tolist(),
        "spread": known.spread.tolist(),
        "noise": known.noise.tolist(),
    }


def drawn_next(left: Sequence[int], cast: Sequence[int], routing: Mapping[str, Any]) -> Next | None:
    """Draw one of the statements `left` for someone who voted on those in `cast`.

    By what the newest map still wants to know of this person; statements it does not know yet, and
    all of them without a map, by even chance among themselves. `None` when nothing is left.
    """
    import numpy as np

    if not left:
        return None
    known = set(routing.get("statements", ()))
    new = [number for number in left if number not in known]
    rng = np.random.default_rng()
    if len(new) == len(left) or rng.random() < len(new) / len(left):
        return Next(int(rng.choice(new)), 1 / len(left))
    draw = _by_knowledge(left, cast, routing, rng)
    return Next(draw.number, draw.chance * (1 - len(new) / len(left)))


def _by_knowledge(
    left: Sequence[int], cast: Sequence[int], routing: Mapping[str, Any], rng: Any
) -> Next:
    import numpy as np

    from samenspel_analysis.opinion.routing import Knowledge, chances

    statements = np.array(routing["statements"], dtype=np.int64)
    shown = np.isin(statements, [*left, *cast])
    known = Knowledge(
        statements[shown],
        np.array(routing["seen"], dtype=np.int64)[shown],
        np.array(routing["components"], dtype=np.float64).reshape(-1, 2)[shown],
        np.array(routing["spread"], dtype=np.float64),
        np.array(routing["noise"], dtype=np.float64)[shown],
    )
    shares = chances(known, np.isin(known.statements, cast)[None])[0]
    place = int(rng.choice(shares.size, p=shares / shares.sum()))
    return Next(int(known.statements[place]), float(shares[place]))


def drawn_ahead(
    left: Sequence[int], cast: Sequence[int], routing: Mapping[str, Any], *, most: int
) -> list[Next]:
    """The statements that come after one another, for who votes on without a connection."""
    waiting, had = list(left), list(cast)
    drawn: list[Next] = []
    while waiting and len(drawn) < most:
        found = drawn_next(waiting, had, routing)
        if found is None:
            break
        drawn.append(found)
        waiting.remove(found.number)
        had.append(found.number)
    return drawn


def groups_on(payload: Mapping[str, Any]) -> dict[int, list[dict[str, Any]]]:
    """What each group says of the statements on which groups meet or differ, as the map has it."""
    from samenspel_report.opinion.words import letter

    letters = {each["id"]: letter(place) for place, each in enumerate(payload["groups"])}
    return {
        int(each["id"]): [
            {"group": letters[one["group"]], "count": one["count"], "of": one["of"]}
            for one in each["groups"]
        ]
        for each in (*payload["bridging"], *payload["divisive"])
    }


def simulated_votes(people: int, *, uniting: int, dividing: int) -> list[Row]:
    """Made-up votes for an example: all agree on the first statements, two camps on the others."""
    import numpy as np

    from samenspel_analysis.opinion.simulation import cast

    rng = np.random.default_rng(EXAMPLE_SEED)
    camp = rng.choice([-1.0, 1.0], dividing) * EXAMPLE_LEANING
    leaning = np.stack([np.r_[np.full(uniting, EXAMPLE_LEANING), side * camp] for side in (1, -1)])
    votes = cast(np.arange(people) % 2, leaning, EXAMPLE_VOTES, rng)
    rows = zip(votes.person.tolist(), votes.statement.tolist(), votes.vote.tolist(), strict=True)
    return list(rows)


def outcome_of(pages: Mapping[str, Mapping[str, Any]], language: str) -> Outcome:
    """A stored map in the language of whoever reads it."""
    page = pages[language if language in pages else LANGUAGES[0]]
    return Outcome(page["heading"], ours(page["body"]))
