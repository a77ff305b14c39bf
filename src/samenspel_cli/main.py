"""The `samenspel` command. Everything heavy is imported by the command that needs it."""

from typing import Annotated

import typer

from samenspel_cli.command import Command, Group
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
audit = typer.Typer(
    cls=Group,
    help=mark("The audit trail: who changed what, and when."),
    rich_markup_mode=None,
)
app.add_typer(audit, name="audit")


@app.callback()
def samenspel() -> None:
    """Hold the commands together."""


@scan.command(cls=Command, help=mark("Analyse a file of answers, CSV or XLSX."))
def analyse(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=mark("CSV (.gz too) or XLSX."))],
    *,
    columns: Annotated[
        str,
        typer.Option(
            metavar="OWN=THEIRS,…", help=mark("Names of columns, as in own=value,guess=others.")
        ),
    ] = "",
    answer_range: Annotated[
        str,
        typer.Option(
            "--range", metavar="LOW,HIGH", help=mark("Lowest and highest answer; default 1,7.")
        ),
    ] = "1,7",
    tolerance: Annotated[
        str,
        typer.Option(
            metavar="POINTS",
            help=mark("Differences below this count as shared; default a sixth of the range."),
        ),
    ] = "",
    population: Annotated[
        str,
        typer.Option(
            metavar="SIDE=N,…", help=mark("People per side, answered or not, as in A=12,B=40.")
        ),
    ] = "",
    duplicates: Annotated[
        str,
        typer.Option(
            metavar="error|first|mean",
            help=mark("What to do with a second answer to the same question; default error."),
        ),
    ] = "error",
    seed: Annotated[
        str,
        typer.Option(metavar="NUMBER", help=mark("The same seed gives the same numbers.")),
    ] = "1",
    draws: Annotated[
        str,
        typer.Option(metavar="NUMBER", help=mark("Draws from the model; default 1000.")),
    ] = "1000",
    title: Annotated[
        str, typer.Option(metavar="TEXT", help=mark("Title of the report; default the file name."))
    ] = "",
    out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help=mark("Write a report: .html, .pdf or .json; may be repeated.")
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=mark("Replace a file that is there already."))
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=mark("Print the result as JSON."))
    ] = False,
    small_groups_agree: Annotated[
        bool,
        typer.Option(
            "--small-groups-agree",
            help=mark("Show means of groups of 3 or 4: everyone in such a group agreed."),
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
        str,
        typer.Option(metavar="WORD,…", help=mark("Words of the library; default the first three.")),
    ] = "",
    sides: Annotated[
        str, typer.Option(metavar="SIDE,…", help=mark("Names of the sides; default A,B."))
    ] = "A,B",
    people: Annotated[
        str, typer.Option(metavar="NUMBER", help=mark("People per side; default 5."))
    ] = "5",
    out: Annotated[
        str, typer.Option(metavar="FILE", help=mark("Write to .xlsx or .csv; default the screen."))
    ] = "",
    *,
    force: Annotated[
        bool, typer.Option("--force", help=mark("Replace a file that is there already."))
    ] = False,
) -> None:
    """Hand over to the writer of questionnaires."""
    from samenspel_cli.template import run

    run(ctx.obj, words=words, sides=sides, people=people, out=out, force=force)


@app.command(cls=Command, help=mark("Start the website on this machine."))
def up(
    ctx: typer.Context,
    port: Annotated[
        str, typer.Option(metavar="NUMBER", help=mark("Port of the website; default 8000."))
    ] = "8000",
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help=mark("Address to listen on; default 127.0.0.1.")),
    ] = "127.0.0.1",
    web_processes: Annotated[
        str, typer.Option(metavar="NUMBER", help=mark("Processes of the website; default 1."))
    ] = "1",
) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import run

    run(ctx.obj, port=port, host=host, web_processes=web_processes)


@audit.callback()
def audit_trail() -> None:
    """Hold the commands about the audit trail together."""


@audit.command(cls=Command, help=mark("Check that nobody changed the audit trail."))
def verify(ctx: typer.Context) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import verify_audit

    verify_audit(ctx.obj.language)
