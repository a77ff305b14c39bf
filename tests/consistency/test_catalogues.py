import ast

from babel.messages.catalog import Catalog

from scripts import messages

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
greeting = _("Dear "
             "%(name)s")
people = ngettext("%(n)d person", "%(n)d people", 3)
close = pgettext("verb", "Close")
"""
DJANGO = """
<h1>{% translate "Three words" %}</h1>
   {% blocktranslate count n=n trimmed %}
      {{ n }} word
   {% plural %}
      {{ n }} words
   {% endblocktranslate %}
 <p title="{{ _("Yes")|capfirst }}">It's {% translate "May" context "month" %}</p>
"""
JINJA = """
<p>{% trans name=person %}Dear
   {{ name }}{% endtrans %} {{ _("Table") }}</p>
"""


def template(**known):
    catalogue = Catalog(locale="nl")
    for message, string in known.items():
        catalogue.add(message, string)
    return catalogue


def test_sentences_are_found_in_python_and_in_both_kinds_of_template(tmp_path):
    product, report = tmp_path / "src" / "samenspel", tmp_path / "src" / "samenspel_report"
    for folder in (product, report):
        folder.mkdir(parents=True)
    (product / "page.py").write_text(PYTHON)
    (product / "page.html").write_text(DJANGO)
    (report / "report.html").write_text(JINJA)
    found = [set(messages.sentences(d.extracted())) for d in messages.domains(tmp_path)]
    assert found == [
        {
            (None, ("Dear %(name)s",)),
            (None, ("%(n)d person", "%(n)d people")),
            ("verb", ("Close",)),
            (None, ("Three words",)),
            (None, ("%(n)s word", "%(n)s words")),
            (None, ("Yes",)),
            ("month", ("May",)),
        },
        {(None, ("Dear %(name)s",)), (None, ("Table",))},
    ]


def test_missing_unused_and_fuzzy_sentences_are_named():
    catalogue = template(Shared="Gedeeld", Empty="", Old="Oud")
    catalogue.add("Guess", "Inschatting", flags={"fuzzy"})
    wanted = template(Shared="", Empty="", New="", Guess="")
    assert messages.faults(wanted, catalogue) == [
        "fuzzy: 'Guess'",
        "missing: 'Empty'",
        "missing: 'New'",
        "unused: 'Old'",
    ]


def test_a_placeholder_that_got_lost_is_named():
    catalogue = Catalog(locale="nl")
    catalogue.add("{n} of {total}", "{n} van {totaal}")
    assert messages.faults(catalogue, catalogue) == [
        "placeholders differ: '{n} of {total}' → '{n} van {totaal}'"
    ]


def test_an_update_keeps_translations_and_guesses_nothing():
    catalogue = template(Shared="Gedeeld", Word="Woord")
    fresh = messages.updated(template(Shared="", Words=""), catalogue)
    assert {m.id: m.string for m in fresh if m.id} == {"Shared": "Gedeeld", "Words": ""}


def test_the_text_of_a_catalogue_is_sorted_and_the_same_each_time(tmp_path):
    text = messages.written(template(Word="Woord", Agenda="Agenda"))
    assert text.startswith(messages.HEADER)
    assert text.index('"Agenda"') < text.index('"Word"')
    assert messages.written(template(Agenda="Agenda", Word="Woord")) == text
    (tmp_path / "again.po").write_text(text)
    domain = messages.Domain(tmp_path / "again.po", (), messages.from_jinja_template)
    assert messages.written(domain.catalogue()) == text


def test_every_name_under_which_code_translates_is_read():
    """A sentence said under another name would be missing from the catalogue without a trace."""
    used = {
        name.asname
        for path in (messages.ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.asname and "gettext" in name.name
    }
    assert used == {"_", "_now"}
    assert used <= messages.KEYWORDS.keys()


def test_dutch_has_its_own_word_for_a_purpose():
    for domain in messages.domains(messages.ROOT):
        told = [message.string for message in domain.catalogue() if message.id]
        assert told
        assert [words for words in told if "purpose" in str(words).lower()] == []
