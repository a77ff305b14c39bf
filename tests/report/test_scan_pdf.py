import io
import re

import pypdf
import pytest

from samenspel_report.paper import TEMPLATES
from samenspel_report.scan import html_report, pdf_report
from tests import make_results as make
from tests.make_context import make_context
from tests.report.test_scan_html import EVIL, LONG, RESULTS

CODE = '#read("/etc/passwd") $x^2$ *vet* = kop @verwijzing \\ " <label>'


def document(found, language="nl", **changes):
    written = pdf_report(found, make_context(found, **changes), language)
    return pypdf.PdfReader(io.BytesIO(written))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize("name", RESULTS)
def test_every_result_makes_an_accessible_document(name):
    pdf = document(RESULTS[name])
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert pdf.metadata.title.endswith("| Tafel voor de Wijk")


@pytest.mark.parametrize(("language", "page"), [("nl", "1 van"), ("en", "1 of")])
def test_pages_are_numbered_in_the_language_of_the_document(language, page):
    pdf = document(make.result(), language)
    assert pdf.trailer["/Root"]["/Lang"] == language
    assert f"{page} {len(pdf.pages)}" in text_of(pdf)


def test_the_first_page_has_the_three_words():
    first = document(make.result()).pages[0].extract_text()
    assert all(name in first for name in ("duurzaam", "betaalbaar", "meedoen"))
    assert "8 van 9 mensen" in first


def test_someones_words_cannot_become_code():
    found = make.renamed(make.result(), {"Brinkhof": CODE, "Volle Tafel": EVIL})
    text = text_of(
        document(
            found,
            title=CODE,
            source=CODE,
            wave=CODE,
            voices={("duurzaam", EVIL): (CODE,) * 5},
            questions={"duurzaam": CODE},
            poles={("duurzaam", "s1"): (CODE, CODE)},
        )
    )
    assert '#read("/etc/passwd") $x^2$ *vet*' in text
    assert "root:" not in text


STAND_INS = [
    ("zon 😀 op", "zon ? op"),
    ("hart ❤️ en 👩‍👩‍👧", "hart ? en ???"),
    ("日本", "??"),
    ("ก", "?"),
    ("\x1b[0mzorg\x00\x07", "[0mzorg"),
    ("cafe\u0301", "café"),
    ("x\u20d7", "x?"),
    ("שלום", "????"),
    ("\u202eomgekeerd\u202c", "omgekeerd"),
    ("a\u2028b", "a b"),
    ("\uff21-kant", "A-kant"),
    ("\ud83d", "?"),
    ("\ue000\uffff", "??"),
]


def test_what_the_font_lacks_gets_a_stand_in_and_keeps_the_document_accessible():
    written, printed = ([f"({text})" for text in texts] for texts in zip(*STAND_INS, strict=True))
    found = make.renamed(make.result(), {"Brinkhof": "B" + "".join(written)})
    voices = {("duurzaam", "Volle Tafel"): tuple(written)}
    pdf = document(found, title="T" + "".join(written), voices=voices)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert pdf.metadata.title == f"Drie woorden om over te praten | T{''.join(printed)}"
    text = text_of(pdf)
    assert [each for each in printed if f"“{each}”" not in text] == []


def test_a_page_keeps_what_the_font_lacks():
    found = make.result()
    assert "zon 😀 日本" in html_report(found, make_context(found, title="zon 😀 日本"), "nl")


def test_the_same_result_gives_the_same_document():
    found = make.result()
    context = make_context(found)
    assert pdf_report(found, context, "nl") == pdf_report(found, context, "nl")


def test_the_template_takes_nothing_from_elsewhere():
    for template in sorted(TEMPLATES.glob("*.typ")):
        source = template.read_text(encoding="utf-8")
        assert all(
            re.fullmatch(r'import "[a-z]+\.typ": .*', found)
            for found in re.findall(r"import .*", source)
        )
        assert "@preview" not in source
        assert "read(" not in source
        assert "eval(" not in source


def test_long_names_stay_whole_in_the_text():
    found = make.renamed(make.result(), {"Brinkhof": LONG})
    assert LONG in text_of(document(found))
