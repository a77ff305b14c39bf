from typing import Annotated

import typer

from samenspel_report.i18n import mark


def administrator(
    ctx: typer.Context,
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help=mark("The e-mail address of their account."))
    ],
    *,
    end: Annotated[bool, typer.Option("--end", help=mark("Take it away again."))] = False,
) -> None:
    """Hand over to the product."""
    from samenspel_cli.up import appoint

    appoint(ctx.obj, address, end=end)
