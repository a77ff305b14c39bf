"""The evaluation of a collaboration: what is asked, and what comes of it, for page and paper."""

from samenspel_report.evaluation.items import HIGH, LOW, Facet, Item, facets, minutes

__all__ = ["HIGH", "LOW", "Facet", "Item", "facets", "minutes"]
