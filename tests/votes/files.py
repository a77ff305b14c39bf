"""Small files of votes."""

import gzip

HEADER = "participant_id,statement_id,vote"


def votes_file(folder, *rows, header=HEADER, name="votes-own.csv"):
    """A file with a header and these rows."""
    path = folder / name
    content = "\n".join([header, *rows, ""]).encode()
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


def matrix_of(table):
    """{(participant, statement): vote} with the last vote of each, ids as text."""
    people, statements = (
        [str(name) for name in ids] for ids in (table.people, table.statement_ids)
    )
    rows = zip(table.persons, table.statements, table.votes, strict=True)
    return {(people[p], statements[s]): int(v) for p, s, v in rows}
