"""The `samenspel` command. Everything heavy is imported by the command that needs it."""

from typing import Annotated

import typer

from samenspel_cli.administrator import administrator
from samenspel_cli.command import Command, Group, flag, option
from samenspel_cli.common import AsJson, Force, Seed
from samenspel_cli.decide_commands import decide
from samenspel_cli.opinion_commands import opinion
from samenspel_report.i18n import mark

app = typer.Typer(
    cls=Group,
    help=mark("Find out what shared words mean to each partner."),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
scan = typer.Typer(
    cls=Group,
    help=mark("Meaning scans: from a file of answers to an agenda for a talk."),
    rich_markup_mode=None,
)
app.add_typer(scan, name="scan")
app.add_typer(opinion, name="opinion")
app.add_typer(decide, name="decide")
audit = typer.Typer(
    cls=Group,
    help=mark("The audit trail: who changed what, and when."),
    rich_markup_mode=None,
)
app.add_typer(audit, name="audit")
chain = typer.Typer(
    cls=Group,
    help=mark("Conversations: from what people say to what is done with it."),
    rich_markup_mode=None,
)
app.add_typer(chain, name="chain")


def _tell_version(asked: bool) -> None:  # noqa: FBT001 called so by the library
    if asked:
        from importlib.metadata import version

        typer.echo(version("samenspel"))
        raise typer.Exit


@app.callback()
def samenspel(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_tell_version,
            is_eager=True,
            help=mark("Show the version and exit."),
        ),
    ] = False,
) -> None:
    """Hold the commands together."""


@scan.command(cls=Command, help=mark("Analyse a file of answers, CSV or XLSX."))
def analyse(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=mark("CSV (.gz too) or XLSX."))],
    *,
    columns: Annotated[
        str, option("OWN=THEIRS,…", mark("Names of columns, as in own=value,guess=others."))
    ] = "",
    answer_range: Annotated[
        str, option("LOW,HIGH", mark("Lowest and highest answer; default 1,7."), "--range")
    ] = "1,7",
    tolerance: Annotated[
        str,
        option(
            "POINTS", mark("Differences below this count as shared; default a sixth of the range.")
        ),
    ] = "",
    population: Annotated[
        str, option("SIDE=N,…", mark("People per side, answered or not, as in A=12,B=40."))
    ] = "",
    duplicates: Annotated[
        str,
        option(
            "error|first|mean",
            mark("What to do with a second answer to the same question; default error."),
        ),
    ] = "error",
    seed: Seed = "1",
    draws: Annotated[str, option("NUMBER", mark("Draws from the model; default 1000."))] = "1000",
    title: Annotated[str, option("TEXT", mark("Title of the report; default the file name."))] = "",
    out: Annotated[
        list[str] | None,
        option("FILE", mark("Write a report: .html, .pdf or .json; may be repeated.")),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
    small_groups_agree: Annotated[
        bool,
        flag(
            mark("Show means of groups of 3 or 4: everyone in such a group agreed."),
            "--small-groups-agree",
        ),
    ] = False,
) -> None:
    """Hand over to the analysis."""
    from samenspel_cli.analyse import Request, run

    run(
        ctx.obj,
        Request(
            file=file,
            columns=columns,
            answer_range=answer_range,
            tolerance=tolerance,
            population=population,
            duplicates=duplicates,
            seed=seed,
            draws=draws,
            title=title,
            out=tuple(out or ()),
            force=force,
            as_json=as_json,
            small_groups_agree=small_groups_agree,
        ),
    )


@scan.command(cls=Command, help=mark("Write an empty questionnaire from the scale library."))
def template(
    ctx: typer.Context,
    words: Annotated[
        str, option("WORD,…", mark("Words of the library; default the first three."))
    ] = "",
    sides: Annotated[str, option("SIDE,…", mark("Names of the sides; default A,B."))] = "A,B",
    people: Annotated[str, option("NUMBER", mark("People per side; default 5."))] = "5",
    out: Annotated[str, option("FILE", mark("Write to .xlsx or .csv; default the screen."))] = "",
    *,
    force: Force = False,
) -> None:
    """Hand over to the writer of questionnaires."""
    from samenspel_cli.template import run

    run(ctx.obj, words=words, sides=sides, people=people, out=out, force=force)


@app.command(cls=Command, help=mark("Start the website on this machine."))
def up(
    ctx: typer.Context,
    port: Annotated[str, option("NUMBER", mark("Port of the website; default 8000."))] = "8000",
    host: Annotated[
        str, option("ADDRESS", mark("Address to listen on; default 127.0.0.1."))
    ] = "127.0.0.1",
    web_processes: Annotated[
        str, option("NUMBER", mark("Processes of the website; default 2."))
    ] = "2",
) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import run

    run(ctx.obj, port=port, host=host, web_processes=web_processes)


@app.command(cls=Command, help=mark("Write database and files to one file."))
def backup(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=mark("Where the backup goes."))],
    *,
    overwrite: Annotated[bool, flag(mark("Replace what is there already."), "--overwrite")] = False,
) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import keep

    keep(ctx.obj, "backup", file, overwrite=overwrite)


@app.command(cls=Command, help=mark("Put a backup back, and check it."))
def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=mark("The backup."))],
    *,
    overwrite: Annotated[bool, flag(mark("Replace what is there already."), "--overwrite")] = False,
) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import keep

    keep(ctx.obj, "restore", file, overwrite=overwrite)


app.command(cls=Command, help=mark("Let someone run this installation."))(administrator)


@app.command(cls=Command, help=mark("Say what is not safe in the settings of the website."))
def check(ctx: typer.Context) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import check_settings

    check_settings(ctx.obj)


@chain.callback()
def chain_of_goals() -> None:
    """Hold the commands about conversations together."""


@chain.command("check", cls=Command, help=mark("Name what people share and nobody took up."))
def chain_check(ctx: typer.Context) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import check_chain

    check_chain(ctx.obj)


@audit.callback()
def audit_trail() -> None:
    """Hold the commands about the audit trail together."""


@audit.command(cls=Command, help=mark("Check that nobody changed the audit trail."))
def verify(ctx: typer.Context) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import verify_audit

    verify_audit(ctx.obj)
