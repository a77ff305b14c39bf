"""What red-dwarf finds: `python peer_answers.py FOLDER FILE…` in an environment that has it.

Stands alone: nothing of Samenspel is in that environment. Each answer is kept in FOLDER as arrays:
means and components by statement, places and groups by person, and the statistics of each group.
"""

import sys
import warnings
from pathlib import Path

import numpy as np
from reddwarf.implementations.polis import run_pipeline

STATISTICS = ("na", "nd", "ns", "pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt")


def main(folder: Path, files: list[Path]) -> None:
    """One answer for each file of person, statement and vote."""
    warnings.simplefilter("ignore")
    for file in files:
        with np.load(file) as arrays:
            columns = [arrays[name].tolist() for name in ("person", "statement", "vote")]
        found = run_pipeline(
            votes=[
                {"participant_id": who, "statement_id": what, "vote": vote, "modified": moment}
                for moment, (who, what, vote) in enumerate(zip(*columns, strict=True))
            ],
            random_state=0,
        )
        people, statements = found.participants_df, found.statements_df
        np.savez(
            folder / file.name,
            statement=statements.index.to_numpy(),
            mean=statements["mean"].to_numpy(float),
            components=statements[["pc1", "pc2"]].to_numpy(float),
            person=people.index.to_numpy(),
            points=people[["x", "y"]].to_numpy(float),
            group=people["cluster_id"].fillna(-1).to_numpy(int),
            statistics=np.stack(
                [found.group_comment_stats[name].unstack().to_numpy(float) for name in STATISTICS]
            ),
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
