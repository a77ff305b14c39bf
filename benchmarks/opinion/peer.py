"""red-dwarf on a file of arrays: `python peer.py FILE TIMES` in an environment that has it.

Stands alone: nothing of Samenspel is in that environment.
"""

import sys
import warnings

import numpy as np
from process import measured, say
from reddwarf.implementations.polis import run_pipeline

WARM_UP = 40  # people of a first small run, so that loading libraries is not counted


def main(file: str, times: int) -> None:
    """Everything from a list of votes to groups, representative statements and consensus."""
    warnings.simplefilter("ignore")
    with np.load(file) as arrays:
        columns = [arrays[name].tolist() for name in ("person", "statement", "vote")]
    votes = [
        {"participant_id": person, "statement_id": statement, "vote": vote, "modified": moment}
        for moment, (person, statement, vote) in enumerate(zip(*columns, strict=True))
    ]
    del columns
    coin = np.random.default_rng(0)
    run_pipeline(
        votes=[
            {"participant_id": i, "statement_id": j, "vote": int(v), "modified": 0}
            for (i, j), v in np.ndenumerate(coin.integers(-1, 2, (WARM_UP, 10)))
        ],
        random_state=0,
    )
    say(measured(lambda: run_pipeline(votes=votes, random_state=0), times=times))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
