"""Files of ballots: what they say, and what is wrong with them."""

from samenspel_report.ballots.faults import BallotFault, BallotFileError
from samenspel_report.ballots.pabulib import BudgetFile, read_pabulib

__all__ = ["BallotFault", "BallotFileError", "BudgetFile", "read_pabulib"]
