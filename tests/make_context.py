"""What goes with a scan result in tests of reports: poles, voices and questions."""

from datetime import date

from samenspel_analysis.meaning.results import ScanResult
from samenspel_report.scan import ReportContext

POLES = (
    ("Het gaat om het klimaat", "Het gaat om mensen"),
    ("Minder gebruiken", "Anders maken"),
    ("In ons eigen bedrijf", "In de hele keten"),
    ("Nu resultaat", "Later resultaat"),
    ("Doen wat moet", "Vooroplopen"),
    ("Alleen als het betaalbaar blijft", "Ook als het geld kost"),
)


def make_context(found: ScanResult, **changes: object) -> ReportContext:
    """What goes with a scan: poles for every scale, voices and questions for its first word."""
    one = found.community
    concepts = (
        [(each.concept, each.scales) for each in one.concepts]
        if one is not None
        else [(each.concept, each.scales) for pair in found.pairs for each in pair.concepts]
    )
    poles = {
        (concept, each.scale): POLES[i]
        for concept, measured in concepts
        for i, each in enumerate(measured)
    }
    first = concepts[0][0] if concepts else ""
    voices = {
        (first, found.sides[0].name): (
            "Dat een gezin er volgend jaar ook nog mee geholpen is.",
            "Niets weggooien. En niemand.",
            "Dat de koelcel op zonnestroom loopt.",
            "Genoeg voor wie na ons komt.",
            "Geen eten meer in de bak.",
        ),
        (first, found.sides[-1].name): (
            "Minder plastic, minder kilometers.",
            "Een kleinere rekening voor gas.",
            "Vrachtwagens die vol terugrijden.",
            "Wat de wet straks toch vraagt.",
            "Telers in de buurt.",
        ),
    }
    questions = {
        first: "Als een duurzame keuze geld kost, wat doen we dan?",
        "betaalbaar": "Voor wie moet het betaalbaar zijn, en wie betaalt dan het verschil?",
    }
    facts: dict[str, object] = {
        "title": "Tafel voor de Wijk",
        "made_on": date(2026, 11, 5),
        "method_url": "https://voorbeeld.example/methoden/meaning",
        "poles": poles,
        "voices": voices,
        "questions": questions,
        "source": "ingebracht door Volle Tafel, niet verzegeld",
        "seed": 7,
        "wave": "scan 2",
    }
    return ReportContext(**(facts | changes))  # type: ignore[arg-type]
