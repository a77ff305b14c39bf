"""`make bench`: every measurement in one table, and the opinion map and decisions in
tables of their own.

It prints and never fails on time.
"""

from rich.console import Console
from rich.table import Table

from benchmarks import (
    backup,
    command,
    conversations,
    exchange,
    meaning,
    portfolio,
    programs,
    reading,
    webhooks,
)
from benchmarks.decision import __main__ as decision
from benchmarks.opinion import __main__ as opinion


def main() -> None:
    """Measure one subject after another and print the table."""
    table = Table("what", "measured", "at most")
    for subject in (
        meaning, exchange, reading, command, programs, portfolio, conversations, webhooks, backup,
    ):  # fmt: skip
        for row in subject.rows():
            table.add_row(*row)
    Console().print(table)
    opinion.main(list(opinion.PARTS))
    decision.main()


if __name__ == "__main__":
    main()
