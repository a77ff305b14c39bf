"""Who stands where on a map, as a file of its own."""

import csv
from io import StringIO

from samenspel_analysis.opinion.results import OpinionMap
from samenspel_report.opinion.context import MapContext
from samenspel_report.opinion.words import letter
from samenspel_report.spreadsheet import harmless


def placed_csv(found: OpinionMap, context: MapContext) -> bytes:
    """A row for each participant on the map: place, and group if there is one."""
    placed, out = found.projection, StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("participant_id", "x", "y", "group"))
    rows = zip(placed.people.tolist(), placed.points.tolist(), placed.groups.tolist(), strict=True)
    for person, (x, y), group in rows:
        name = "" if group < 0 else letter(group)
        writer.writerow((_shown(context.people.name(person)), f"{x:.6f}", f"{y:.6f}", name))
    return out.getvalue().encode()


def _shown(name: str) -> str:
    """A number stays as it is; a name that a spreadsheet would calculate stays a text."""
    return name if name.removeprefix("-").isdecimal() else harmless(name)
