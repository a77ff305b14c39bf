"""What a report needs to know beside the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samenspel_report.scan.lessons import SideLessons


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed in a talk, who sees to it and by which day; nobody where a name is gone."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Facts around a result. Texts are in the reader's language or people's own words.

    `poles` holds the two ends of each (concept, scale), `voices` what people of each
    (concept, side) wrote themselves, `questions` the opening question of each concept.
    """

    title: str
    made_on: date
    method_url: str | None  # without it a report has the method in short only
    poles: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    voices: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    seed: int | None = None
    wave: str | None = None
    left_out: tuple[str, ...] = ()  # words that too few people answered
    unchecked: tuple[str, ...] = ()  # sides where some joined by a group link
    talk_skipped: bool = False  # the numbers were opened without talking first
    numbers_on: date | None = None  # when they were opened, of a scan that asks for a talk
    numbers_by: str = ""  # who said that the talk was held, or skipped it; empty once erased
    pair_urls: tuple[str, ...] = ()  # where each pair has a page of its own
    meanings: tuple[tuple[str, str], ...] = ()  # each word in the group's own sentence
    agreed: tuple[Agreed, ...] = ()
    lessons: tuple[SideLessons, ...] = ()  # what a talk taught
