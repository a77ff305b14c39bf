"""Words of the library, by whatever name people give them."""

from samenspel_report.library import LANGUAGES, LibraryWord, word_named


def word_in(name: str, language: str) -> LibraryWord | None:
    """The word with this code, or this name in any language, in the language asked for."""
    for spoken in LANGUAGES:
        found = word_named(name, spoken)
        if found is not None:
            return word_named(found.code, language)
    return None
