"""Sentences and numbers in the reader's language, without Django."""

from functools import cache
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path

SOURCE_LANGUAGE = "en"
LANGUAGES = ("nl", "en")
DATES = {"nl": "nl_NL", "en": "en_GB"}  # how a language writes a day
LOCALE = Path(__file__).parent / "locale"


def mark(message: str) -> str:
    """Mark a sentence for the catalogue where it stands; it is translated where it is used."""
    return message


class Translator:
    """One language: sentences through gettext, numbers through Babel."""

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def gettext(self, message: str) -> str:
        """The sentence in this language."""
        return self._catalogue.gettext(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The sentence in this language, in the form that goes with `n`."""
        return self._catalogue.ngettext(one, many, n)

    def number(self, value: float, decimals: int = 0) -> str:
        """The number as people of this language write it: 2,9 in Dutch."""
        from babel.numbers import format_decimal

        digits = "." + "0" * decimals if decimals else ""
        return format_decimal(value, format="#,##0" + digits, locale=self.language)


@cache
def translator(language: str) -> Translator:
    """The translator of a language we speak."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for language {language!r}")
    if language == SOURCE_LANGUAGE:
        return Translator(language, NullTranslations())
    catalogue: GNUTranslations = translation("messages", LOCALE, languages=[language])
    return Translator(language, catalogue)
