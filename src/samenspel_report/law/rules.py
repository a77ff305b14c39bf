"""The rules as they stood on a day, from the dated files beside this one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).parent
WORDS = ("article", "nl", "en", "consequence", "may_deviate")


class Consequence(StrEnum):
    """What it means that a rule is not met."""

    BLOCK = "block"
    WARN = "warn"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its article, what it says in a plain sentence, what follows, and its numbers."""

    code: str
    article: str
    nl: str
    en: str
    consequence: Consequence
    may_deviate: bool
    numbers: Mapping[str, object]

    def whole(self, name: str) -> int:
        """A whole number of this rule, as in days or years."""
        return int(str(self.numbers[name]))

    def part(self, name: str = "part") -> Fraction:
        """A part of this rule, exact."""
        return Fraction(str(self.numbers[name]))

    def texts(self, name: str) -> tuple[str, ...]:
        """The words that this rule names."""
        found = self.numbers[name]
        return tuple(found) if isinstance(found, list) else (str(found),)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of one text of the law, with the day from which that text was in force."""

    name: str
    in_force: date
    source: str
    rules: Mapping[str, Rule]

    def __getitem__(self, code: str) -> Rule:
        return self.rules[code]


class NoRules(LookupError):
    """A day was asked for of before the oldest text that we have."""


def rules_on(day: date) -> RuleSet:
    """The newest text that was in force on this day."""
    known = [each for each in _all() if each.in_force <= day]
    if not known:
        raise NoRules(day.isoformat())
    return max(known, key=lambda each: each.in_force)


@cache
def _all() -> tuple[RuleSet, ...]:
    return tuple(_read(path) for path in sorted(HERE.glob("*.toml")))


def _read(path: Path) -> RuleSet:
    told = tomllib.loads(path.read_text("utf-8"))
    rules = {code: _rule(code, each) for code, each in told.items() if isinstance(each, dict)}
    return RuleSet(told["name"], told["in_force"], told["source"], MappingProxyType(rules))


def _rule(code: str, told: dict[str, object]) -> Rule:
    return Rule(
        code=code,
        article=str(told["article"]),
        nl=str(told["nl"]),
        en=str(told["en"]),
        consequence=Consequence(str(told["consequence"])),
        may_deviate=told.get("may_deviate") is True,
        numbers=MappingProxyType({k: v for k, v in told.items() if k not in WORDS}),
    )
