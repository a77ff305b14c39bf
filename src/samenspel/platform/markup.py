"""Markup that our own reports made, on its way to a page."""

from django.utils.safestring import SafeString, mark_safe


def ours(markup: str) -> SafeString:
    """Markup made by `samenspel_report`, which escapes everything it is given; nothing else."""
    return mark_safe(markup)  # noqa: S308 made by samenspel_report


def qr_of(address: str) -> SafeString:
    """An address as a picture that a phone can read."""
    from samenspel_report.poster import qr_svg

    return ours(qr_svg(address))
