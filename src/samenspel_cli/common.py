"""What several commands ask in the same words."""

from typing import Annotated

import typer

from samenspel_cli.command import flag, option
from samenspel_report.i18n import mark

Force = Annotated[bool, flag(mark("Replace a file that is there already."), "--force")]
AsJson = Annotated[bool, flag(mark("Print the result as JSON."), "--json")]
Seed = Annotated[str, option("NUMBER", mark("The same seed gives the same numbers."))]

VotesFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE|DIR", help=mark("CSV (.gz too), Parquet, a Polis export or a folder.")
    ),
]
Moderation = Annotated[
    str, option("FILE", mark("CSV of statements: texts, and which are left out."))
]

Rule = Annotated[
    str, option("NAME", mark("Rule to count by; default the rule that the file names."))
]
Seats = Annotated[
    str, option("NUMBER", mark("How many are elected; default what the file says, or 1."))
]
First = Annotated[
    str, option("high|low", mark("Of Loomio: the number of a first choice, the highest or 1."))
]
Lot = Annotated[
    str, option("TEXT", mark("What the lot is drawn from; default all ballots together."))
]
