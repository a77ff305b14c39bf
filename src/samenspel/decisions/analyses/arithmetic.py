"""A stored count of a proposal as a page tells it: what was needed, what was got, by how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenspel.decisions.choices import Voters
from samenspel.decisions.models import Decision, Tally
from samenspel.platform.markup import ours
from samenspel_report.decision.document.values import Value
from samenspel_report.pictures import BarGroup, OptionBar, option_bars, vote_key, vote_marks

from .shown import percent
from .telling import Share, few_of_a_party, parts_of, tells_parts, whole_of

MARKS = ("for", "against", "rest", "need")


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A stored count as a page tells it; `margin` votes more than needed, or fewer.

    Where each party has a share of the outcome, `got` and `needed` are parts of it in percents.
    """

    total: Share
    parts: tuple[Share, ...]
    quorum_needed: int | None
    quorum_met: bool
    margin: int
    got: str
    needed: str
    few_of_a_party: bool
    picture: SafeString
    marks: dict[str, SafeString]

    @property
    def short(self) -> int:
        """How many votes for were lacking."""
        return max(-self.margin, 0)


def arithmetic(decision: Decision, tally: Tally) -> Arithmetic:
    """A stored count, ready to be shown."""
    result = tally.document["result"]
    total, presence = whole_of(tally), result["trace"]["presence"]
    parts = parts_of(tally) if tells_parts(decision, tally) else ()
    margin, by_shares = result["margins"][0], decision.voters == Voters.SHARES
    return Arithmetic(
        total=total,
        parts=parts,
        quorum_needed=presence and presence["needed"],
        quorum_met=not presence or presence["met"],
        margin=int(Fraction(margin or 0)),
        got=percent(total.counted_for) if by_shares else "",
        needed=percent(total.needed) if by_shares else "",
        few_of_a_party=few_of_a_party(decision, tally.document),
        picture=_picture_of_shares(parts) if by_shares else _picture(total),
        marks={name: ours(vote_key(f"vote-{name}")) for name in MARKS},
    )


def _picture_of_shares(parts: Sequence[Share]) -> SafeString:
    """Of each party its share, and what of it is for."""
    bars = [
        OptionBar(
            _("%(name)s: %(adds)s of %(share)s")
            % {"name": each.name, "adds": each.adds_told,
               "share": each.share_told},
            float(each.adds), lacked=float((each.share or Fraction(0)) - each.adds),
        )
        for each in parts
    ]  # fmt: skip
    label = _("Of each party its share of the outcome, and what of it is for.")
    return ours(option_bars([BarGroup(bars)], label)) if bars else ours("")


def _picture(total: Share) -> SafeString:
    label = _("%(in_favour)s votes for, %(against)s against, %(needed)s needed") % {
        "in_favour": total.in_favour, "against": total.against, "needed": total.needed,
    }  # fmt: skip
    rest = max(int(total.whole) - total.in_favour - total.against, 0)
    return ours(
        vote_marks(total.in_favour, total.against, rest, needed=int(total.needed), label=label)
    )


def shares_told(decision: Decision) -> list[tuple[str, str]]:
    """Each party with its share of the outcome, as fixed when the vote opened; before, as asked."""
    if decision.voters != Voters.SHARES:
        return []
    if decision.rule is not None:
        fixed = Value("", "rule", decision.rule)["parameters"]["shares"]
        return [(name, percent(share.exact())) for name, share in fixed.items()]
    parties = decision.collaboration.parties.order_by("participations__pk")
    asked = {party: decision.shares.get(str(party.pk), 1) for party in parties}
    whole = sum(asked.values())
    return [(party.name, percent(Fraction(share, whole))) for party, share in asked.items()]
