import pytest

from samenspel.platform import docs

PAGE = """# How far

How far is *near*?

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
    assert (page.title, page.summary) == ("How far", "How far is <em>near</em>?")
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
