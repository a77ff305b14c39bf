"""From a file of ballots to an outcome, on the screen or as JSON."""

import json
from pathlib import Path

from typer import echo

from samenspel_analysis.decision import DecisionError
from samenspel_cli.command import Refused, refuse
from samenspel_cli.decide_options import (
    BUDGET_OPTIONS,
    EVERY_OPTION,
    MAJORITY_OPTIONS,
    RANKED_OPTIONS,
    Request,
    only_for,
)
from samenspel_cli.options import file_in
from samenspel_report.ballots import BallotFault, BallotFileError
from samenspel_report.ballots.loomio import is_loomio
from samenspel_report.ballots.proposal import is_proposal
from samenspel_report.decision.counted import CountedBudget
from samenspel_report.decision.document import Counted, recounted, result_of
from samenspel_report.decision.majority_json import CountedMajority
from samenspel_report.i18n import Translator, mark

BUDGETS = (".pb",)
CANNOT_COUNT = mark("This cannot be counted: %(reason)s.")

DOCUMENT = ".json"


def run(t: Translator, request: Request, *, out: str = "", force: bool = False) -> None:
    """Count a file, say what came out, and write it down if asked."""
    counted = counted_of(t, request)
    if out:
        from samenspel_cli.decide_document import write

        write(t, counted, out, Path(request.file), force=force)
    if request.as_json:
        echo(json.dumps(result_of(counted), ensure_ascii=False, indent=2, allow_nan=False))
        return
    from samenspel_cli.decide_summary import print_budget, print_majority, print_ranked

    if isinstance(counted, CountedBudget):
        print_budget(t, counted, trace=request.trace)
    elif isinstance(counted, CountedMajority):
        print_majority(t, counted)
    else:
        print_ranked(t, counted, trace=request.trace)


def counted_of(t: Translator, request: Request) -> Counted:
    """Read a file by its ending and count it; what cannot be is refused in one sentence."""
    path = file_in(t, request.file)
    try:
        return _counted(t, path, request)
    except BallotFileError as fault:
        raise Refused(fault.sentence(t.language)) from None
    except DecisionError as fault:
        return refuse(t, CANNOT_COUNT, {"reason": fault})


def _counted(t: Translator, path: Path, request: Request) -> Counted:
    from samenspel_cli import decide_budget, decide_loomio, decide_majority, decide_ranked

    name = path.name.lower().removesuffix(".gz")
    if name.endswith(DOCUMENT) and path.is_file():
        only_for(t, request, EVERY_OPTION, path.name)
        return recounted(path)[0]
    if name.endswith(BUDGETS) or not path.is_file():
        only_for(t, request, RANKED_OPTIONS | MAJORITY_OPTIONS, path.name)
        return decide_budget.count(t, path, request)
    if name.endswith(decide_ranked.CSV) and is_loomio(path):
        return decide_loomio.count(t, path, request)
    only_for(t, request, {"first": "--first"}, path.name)
    if name.endswith(decide_ranked.ENDINGS):
        if name.endswith(decide_ranked.CSV) and is_proposal(path):
            only_for(t, request, BUDGET_OPTIONS | RANKED_OPTIONS, path.name)
            return decide_majority.count(t, path, request)
        only_for(t, request, BUDGET_OPTIONS | MAJORITY_OPTIONS, path.name)
        return decide_ranked.count(t, path, request)
    endings = ", ".join((*BUDGETS, *decide_ranked.ENDINGS, DOCUMENT))
    raise BallotFileError(BallotFault.UNKNOWN_KIND, path.name, expected=endings)
