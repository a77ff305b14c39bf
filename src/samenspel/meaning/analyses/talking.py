"""A stored finding as a talk begins with it: words, regions and own words, and no number."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from samenspel.meaning.models import ScanResult, TalkWord

from .showing import found_in, kept

if TYPE_CHECKING:
    from samenspel_report.scan import TalkContent


def concepts_of(result: ScanResult) -> list[str]:
    """The words to talk about by the names they have in the result, in order."""
    from samenspel_report.result_json import from_json
    from samenspel_report.scan import words_to_talk_about

    return words_to_talk_about(from_json(result.payload))


def talk_of(result: ScanResult, language: str) -> "TalkContent":
    """What the talk is about, in the language of whoever reads it."""

    def make() -> "TalkContent":
        from samenspel_report.scan import talk_content

        left_out = tuple(result.context.get("left_out", ()))
        return talk_content(*found_in(result, language), language, left_out)

    return kept(result, "talk", language, make)


def shared_meanings(
    result: ScanResult, written: Mapping[str, TalkWord], language: str
) -> list[tuple[str, str]]:
    """Each word that was talked about, with its meaning in the group's own sentence."""
    if not written:
        return []
    names = [word.name for word in talk_of(result, language).words]
    return [
        (name, written[concept].shared_meaning)
        for concept, name in zip(concepts_of(result), names, strict=True)
        if concept in written and written[concept].shared_meaning
    ]
