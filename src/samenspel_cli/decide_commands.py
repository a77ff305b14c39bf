"""`samenspel decide`: count a file of ballots. Everything heavy is imported where it is needed."""

from typing import Annotated, Any

import typer

from samenspel_cli.command import Command, Group, flag, option
from samenspel_cli.common import AsJson, First, Force, Lot, Rule, Seats
from samenspel_report.i18n import mark

COUNT = "count"


class DecideGroup(Group):
    """Counts when no other command is named, so that `samenspel decide FILE` is enough."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with the command that was left out."""
        if args and args[0] not in (*self.commands, "--help"):
            args = [COUNT, *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


decide = typer.Typer(
    cls=DecideGroup,
    help=mark(
        "Decisions: from ballots to an outcome that anyone can follow and count again. "
        "To count a file: samenspel decide FILE [--rule NAME]."
    ),
    rich_markup_mode=None,
)


@decide.callback()
def decisions() -> None:
    """Hold the commands about decisions together."""


@decide.command(
    COUNT,
    cls=Command,
    help=mark("Count a file of ballots; the same as “samenspel decide FILE”."),
)
def count(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help=mark("Ballots: .pb, .soc .soi .toc .toi .cat, .blt or .csv (.gz too)."),
        ),
    ],
    *,
    rule: Rule = "",
    seats: Seats = "",
    arithmetic: Annotated[
        str, option("5|exact", mark("Decimals of votes that go on, with stv; default 5."))
    ] = "",
    dots: Annotated[
        str, option("NUMBER", mark("The most dots that a ballot may give, with dots."))
    ] = "",
    first: First = "",
    majority: Annotated[
        str, option("P/Q", mark("Part that must be for; default more than 1/2, else at least."))
    ] = "",
    more_than: Annotated[
        bool, flag(mark("More than that part must be for, not at least."), "--more-than")
    ] = False,
    basis: Annotated[
        str, option("cast|present|entitled", mark("Of which votes that part is; default cast."))
    ] = "",
    blanks_count: Annotated[
        bool, flag(mark("Blank votes count as cast."), "--blanks-count")
    ] = False,
    quorum: Annotated[
        str, option("P/Q", mark("Part of all votes that must be present or represented."))
    ] = "",
    second_meeting: Annotated[
        bool, flag(mark("This is a second meeting, which needs no quorum."), "--second-meeting")
    ] = False,
    chambers: Annotated[
        str,
        option(
            "together|shares|concurrent", mark("How classes count; default together, or shares.")
        ),
    ] = "",
    share: Annotated[
        list[str] | None,
        option("CLASS=P/Q", mark("The part of the outcome of a class; give each class one.")),
    ] = None,
    organ: Annotated[
        list[str] | None,
        option("CLASS", mark("A class of who are no members: at most half of what members cast.")),
    ] = None,
    unit_cap: Annotated[str, option("NUMBER", mark("No entry has more votes than this."))] = "",
    most_proxies: Annotated[
        str, option("NUMBER", mark("The most proxies that one voter may hold."))
    ] = "",
    utility: Annotated[
        str,
        option("cost|count|points", mark("What a funded project is worth to its supporters.")),
    ] = "",
    increment: Annotated[
        str, option("AMOUNT", mark("Money added to each share at a time; default 1."))
    ] = "",
    stop: Annotated[
        str,
        option(
            "overspend|exhaustive", mark("When adding money ends; default before overspending.")
        ),
    ] = "",
    completion: Annotated[
        str, option("none|greedy", mark("Whether money that is left goes to the next highest."))
    ] = "",
    comparison: Annotated[
        bool, flag(mark("Take most points first if more voters prefer that."), "--comparison")
    ] = False,
    eligibility: Annotated[
        str,
        option("P/Q", mark("Part of votes that a part of the budget needs, as in 1/3; default 0.")),
    ] = "",
    threshold: Annotated[
        str, option("NUMBER", mark("Least score of a project, with most points first."))
    ] = "",
    no_skip: Annotated[
        bool, flag(mark("Stop at the first project that does not fit."), "--no-skip")
    ] = False,
    conflict: Annotated[
        list[str] | None,
        option("PROJECT,…", mark("Projects of which at most one is funded; may be repeated.")),
    ] = None,
    ties: Annotated[
        str,
        option(
            "lot|listed", mark("Which of equals goes first; for a budget also votes, cheapest.")
        ),
    ] = "lot",
    seed: Lot = "",
    out: Annotated[
        str, option("FILE", mark("Write the decision as .json, or its ballots in another form."))
    ] = "",
    force: Force = False,
    as_json: AsJson = False,
    trace: Annotated[bool, flag(mark("Show every step."), "--trace")] = False,
) -> None:
    """Hand over to the count."""
    from samenspel_cli.decide import run
    from samenspel_cli.decide_options import Request

    run(
        ctx.obj,
        out=out,
        force=force,
        request=Request(
            file=file,
            rule=rule,
            seats=seats,
            arithmetic=arithmetic,
            dots=dots,
            first=first,
            majority=majority,
            more_than=more_than,
            basis=basis,
            blanks_count=blanks_count,
            quorum=quorum,
            second_meeting=second_meeting,
            chambers=chambers,
            shares=tuple(share or ()),
            organs=tuple(organ or ()),
            unit_cap=unit_cap,
            most_proxies=most_proxies,
            utility=utility,
            increment=increment,
            stop=stop,
            completion=completion,
            comparison=comparison,
            eligibility=eligibility,
            threshold=threshold,
            no_skip=no_skip,
            conflicts=tuple(conflict or ()),
            ties=ties,
            seed=seed,
            as_json=as_json,
            trace=trace,
        ),
    )


@decide.command(cls=Command, help=mark("Count a decision again and say whether its outcome holds."))
def recount(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=mark("A decision: .json, as convert writes it."))
    ],
) -> None:
    """Hand over to the count."""
    from samenspel_cli.decide_document import recount as count_again

    count_again(ctx.obj, file)


@decide.command(
    cls=Command, help=mark("Write a decision as .json, or its ballots in another form.")
)
def convert(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=mark("Ballots, or a decision."))],
    out: Annotated[
        str,
        typer.Argument(
            metavar="OUT", help=mark("To .json, .pb, .blt, .soc .soi .toc .toi or .csv.")
        ),
    ],
    *,
    rule: Rule = "",
    seats: Seats = "",
    first: First = "",
    seed: Lot = "",
    force: Force = False,
) -> None:
    """Hand over to the writer."""
    from samenspel_cli.decide_document import convert as write
    from samenspel_cli.decide_options import Request

    write(
        ctx.obj,
        Request(file=file, rule=rule, seats=seats, first=first, seed=seed),
        out,
        force=force,
    )
