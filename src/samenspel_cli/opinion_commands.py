"""`samenspel opinion`: map votes, exchange sums of them, make some up."""

from typing import Annotated

import typer

from samenspel_cli.command import Command, Group, flag, option
from samenspel_cli.common import AsJson, Force, Moderation, Seed, VotesFile
from samenspel_report.i18n import mark

opinion = typer.Typer(
    cls=Group,
    help=mark("Opinion maps: from votes on statements to who votes alike."),
    rich_markup_mode=None,
)


@opinion.command("map", cls=Command, help=mark("Map the votes of a file or a folder."))
def opinion_map(
    ctx: typer.Context,
    file: VotesFile,
    *,
    profile: Annotated[
        str, option("robust|polis", mark("Way of counting; default robust."))
    ] = "robust",
    moderation: Moderation = "",
    seed: Seed = "0",
    title: Annotated[str, option("TEXT", mark("Title of the report; default the file name."))] = "",
    out: Annotated[
        list[str] | None,
        option("FILE", mark("Write a report: .html, .pdf or .json; may be repeated.")),
    ] = None,
    projection: Annotated[
        str, option("FILE", mark("Write where each participant stands, as CSV."))
    ] = "",
    scheduler: Annotated[
        str, option("ADDRESS", mark("Share the work among machines: tcp://… of Dask."))
    ] = "",
    sums: Annotated[
        str, option("FILE", mark("Sums that “opinion merge” wrote: the axes come from them."))
    ] = "",
    force: Force = False,
    as_json: AsJson = False,
    progress: Annotated[bool, flag(mark("Show how far the work is."), "--progress")] = False,
) -> None:
    """Hand over to the map."""
    from samenspel_cli.opinion_map import Request, run

    run(
        ctx.obj,
        Request(
            file=file,
            profile=profile,
            moderation=moderation,
            seed=seed,
            title=title,
            out=tuple(out or ()),
            projection=projection,
            scheduler=scheduler,
            sums=sums,
            force=force,
            as_json=as_json,
            progress=progress,
        ),
    )


@opinion.command("simulate", cls=Command, help=mark("Write votes of made-up people, to try with."))
def opinion_simulate(
    ctx: typer.Context,
    people: Annotated[str, option("NUMBER", mark("How many people; default 1000."))] = "1000",
    statements: Annotated[str, option("NUMBER", mark("How many statements; default 100."))] = "100",
    votes: Annotated[
        str, option("NUMBER", mark("Votes per person on average; default 30."))
    ] = "30",
    groups: Annotated[
        str, option("NUMBER", mark("Groups that vote alike; 0 tosses coins; default 3."))
    ] = "3",
    seed: Seed = "0",
    parts: Annotated[
        str, option("NUMBER", mark("Write a folder of so many files; default one file."))
    ] = "",
    out: Annotated[
        str, option("FILE|DIR", mark("Write to .csv, .csv.gz or .parquet; default the screen."))
    ] = "",
    *,
    moments: Annotated[bool, flag(mark("Write when each vote was cast."), "--moments")] = False,
    force: Force = False,
) -> None:
    """Hand over to the simulation."""
    from samenspel_cli.opinion_simulate import Request, run

    run(
        ctx.obj,
        Request(
            people=people,
            statements=statements,
            votes=votes,
            groups=groups,
            seed=seed,
            parts=parts,
            out=out,
            moments=moments,
            force=force,
        ),
    )


@opinion.command("sums", cls=Command, help=mark("Add votes up, to share the sums and no votes."))
def opinion_sums(
    ctx: typer.Context,
    file: VotesFile,
    *,
    moderation: Moderation = "",
    out: Annotated[
        str, option("FILE", mark("Write to .json or .json.gz; default the screen."))
    ] = "",
    leave_out: Annotated[
        bool,
        flag(mark("Leave out statements whose sums tell how somebody voted."), "--leave-out"),
    ] = False,
    force: Force = False,
) -> None:
    """Hand over to the sums."""
    from samenspel_cli.opinion_sums import SumsRequest, run_sums

    run_sums(
        ctx.obj,
        SumsRequest(file=file, moderation=moderation, out=out, leave_out=leave_out, force=force),
    )


@opinion.command("merge", cls=Command, help=mark("Add up the sums of several organisations."))
def opinion_merge(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE FILE…", help=mark("Files that “opinion sums” wrote.")),
    ],
    *,
    moderation: Annotated[str, option("FILE", mark("CSV of statements: their texts."))] = "",
    out: Annotated[str, option("FILE", mark("Write the sums to .json or .json.gz."))] = "",
    force: Force = False,
) -> None:
    """Hand over to the merging."""
    from samenspel_cli.opinion_merge import MergeRequest, run_merge

    run_merge(
        ctx.obj, MergeRequest(files=tuple(files), moderation=moderation, out=out, force=force)
    )
