import re

import pytest

from samenspel.platform import docs

PAGE = """# How far

How far is *near*, and [what else](other.md)?

| a | b |
|---|--:|
| 1 | 2 |

See [another](other.md#part), [the same](how-far.nl.md), [the site](https://example.org) and
<script>alert(1)</script>.
"""


@pytest.fixture
def page(settings, tmp_path):
    settings.DOCS = tmp_path
    methods = tmp_path / "methods"
    methods.mkdir()
    (methods / "how-far.md").write_text(PAGE)
    (methods / "how-far.nl.md").write_text("# Hoe ver\n\nHoe ver is dichtbij?\n")
    return docs.method_page("how-far", "en")


def test_a_page_has_a_title_and_its_first_paragraph_as_summary(page):
    assert (page.title, page.summary) == ("How far", "How far is <em>near</em>, and what else?")
    assert "<h1>" not in page.body


def test_a_table_scrolls_and_aligns_without_inline_style(page):
    assert '<div class="scroll" tabindex="0"><table>' in page.body
    assert '<td class="r">2</td>' in page.body
    assert "style=" not in page.body


def test_links_between_pages_work_in_the_product_and_others_are_left_alone(page):
    assert 'href="../other/#part"' in page.body
    assert 'href="../how-far/"' in page.body
    assert 'href="https://example.org"' in page.body


def test_markup_in_a_page_is_shown_and_not_run(page):
    assert "<script>" not in page.body


def test_a_page_is_read_in_the_language_of_the_reader_or_else_in_english(page):
    assert docs.method_page("how-far", "nl").title == "Hoe ver"
    assert docs.method_page("how-far", "fr").title == "How far"


@pytest.mark.parametrize("name", ["nothing", "how-far.nl", "../secret"])
def test_a_page_that_is_not_there_is_not_found(page, name):
    assert docs.method_page(name, "nl") is None


def test_words_stand_in_the_alphabet_of_the_language_and_leave_out_the_machinery():
    dutch, english = docs.glossary("nl"), docs.glossary("en")
    assert [t.nl.casefold() for t in dutch] == sorted(t.nl.casefold() for t in dutch)
    assert [t.en.casefold() for t in english] == sorted(t.en.casefold() for t in english)
    assert "audit_chain" not in {term.code for term in dutch}
    assert {t.code: t.means for t in dutch}["guess"].startswith("Wat iemand denkt")


@pytest.mark.parametrize(("asked", "found"), [("Díng RAADT", []), ("gok", None), ("inschat", None)])
def test_a_search_keeps_what_holds_its_letters(asked, found):
    kept = [term.code for term in docs.glossary("nl", asked=asked)]
    every = docs.glossary("nl")
    said = {t.code: f"{t.nl}|{t.en}|{t.means}".casefold() for t in every}
    expected = [t.code for t in every if asked.casefold() in said[t.code]]
    assert kept == (expected if found is None else found)


def test_accents_and_capitals_make_no_difference():
    assert docs.glossary("nl", asked="BETEKÉNIS") == docs.glossary("nl", asked="betekenis") != []


def test_the_page_of_words_has_an_index_and_can_be_searched(client):
    whole = client.get("/begrippen/").text
    letters = re.findall(r'<a href="#letter-(.)">', whole)
    assert letters == sorted(set(letters)) != []
    assert all(f'id="letter-{letter}"' in whole for letter in letters)
    some = client.get("/begrippen/", {"zoek": " meaning "}).text
    assert 'value="meaning"' in some
    assert 0 < some.count("<dt>") < whole.count("<dt>")
    none = client.get("/begrippen/", {"zoek": "<b>&nergens"}).text
    assert "0 woorden met ‘&lt;b&gt;&amp;nergens’" in none


@pytest.mark.parametrize("contact", ["", "hulp@voorbeeld.example"])
def test_the_statement_names_standard_status_date_and_contact(client, settings, contact):
    settings.CONTACT = contact
    for address in ("/toegankelijkheid", "/privacy"):
        page = client.get(address).text
        assert ("mailto:hulp@voorbeeld.example" in page) == bool(contact)
    page = client.get("/toegankelijkheid", headers={"accept-language": "en"}).text
    for said in ("EN 301 549", "WCAG-EM", "27 November 2026", settings.SITE, "Ombudsman"):
        assert said in page
