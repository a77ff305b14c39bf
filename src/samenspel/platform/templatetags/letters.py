"""What a letter in HTML needs that a page does not."""

from django.template import Library
from django.utils.safestring import SafeString

from samenspel.platform.markup import ours

register = Library()


@register.simple_tag
def letter_styles() -> SafeString:
    """The styles of a letter, inside it: mail programs fetch no style sheet."""
    from samenspel_report.pictures.standalone import filled

    return ours(f"<style>{filled('letter.css')}</style>")
