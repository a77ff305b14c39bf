"""Small files of ballots."""

import gzip

META = {"description": "Straat", "budget": "600", "vote_type": "approval", "rule": "equalshares"}
PROJECTS = (
    "project_id;cost;votes;name;selected",
    "1;240;4;Tuin;1",
    "2;120;2;Bank;1",
    "3;250;3;Feest;0",
)
VOTES = ("voter_id;vote", "a;1,3", "b;1", "c;1", "d;1,2", "e;2,3", "f;3")


def pb_text(*, projects=PROJECTS, votes=VOTES, parts=("META", "PROJECTS", "VOTES"), **meta):
    """The street of the worked example as a `.pb` file, with what the test changes of it."""
    told = {
        "num_projects": str(len(projects) - 1), "num_votes": str(len(votes) - 1), **META, **meta
    }  # fmt: skip
    rows = {
        "META": ["key;value", *(f"{key};{value}" for key, value in told.items() if value)],
        "PROJECTS": list(projects),
        "VOTES": list(votes),
    }
    return "\n".join(line for part in parts for line in (part, *rows[part])) + "\n"


def pb_file(folder, *, name="straat.pb", **changes):
    path = folder / name
    content = pb_text(**changes).encode()
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path
