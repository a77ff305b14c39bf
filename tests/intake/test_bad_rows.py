import pytest

from samenspel_report.intake import FaultCode
from samenspel_report.intake.faults import SENTENCES
from tests.intake.bad_rows import ABOUT, CASES
from tests.intake.files import fault_of, read


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_one_sentence_on_where_and_what_is_expected(tmp_path, case):
    rows, options, sentence = CASES[case]
    fault = fault_of(read, tmp_path, *rows, **options)
    assert fault.sentence("en") == str(fault) == sentence
    dutch = fault.sentence("nl")
    assert dutch not in (sentence, "")
    for named in (fault.row, fault.column, fault.value):
        assert named is None or str(named) in dutch


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (("ann,A,word,s1,1,2", "ann,A,word,s1,1,2", "bob,B,word,s1,9,2"), ("duplicate", 3)),
        (("bob,B,word,s1,9,2", "ann,A,word,s1,1,2", "ann,A,word,s1,1,2"), ("off_range", 2)),
        (("ann,A,word,s1,1,2", "ann,B,word,s1,1,2", "ann,A,word,s1,1,2"), ("two_sides", 3)),
        (("ann,A,word,s1,9,x", "ann,A,word,s1,9,2"), ("off_range", 2)),
    ],
)
def test_of_several_faults_the_first_in_the_file_is_named(tmp_path, rows, named):
    fault = fault_of(read, tmp_path, *rows)
    assert (fault.code, fault.row) == named


def test_the_first_fault_is_found_beyond_the_first_chunk(tmp_path):
    rows = [f"p{n},A,word,s1,4,4" for n in range(1_700)]
    rows[1_600] = "p3,A,word,s1,4,4"
    rows[1_650] = "p1650,A,word,s1,none,4"
    fault = fault_of(read, tmp_path, *rows)
    assert (fault.code, fault.row) == (FaultCode.DUPLICATE, 1_602)
    assert fault.expectation["first_row"] == 5


def test_half_a_file_never_accuses_of_what_the_rest_may_explain(tmp_path):
    rows = ["ann,A,word,s1,1,,", "ann,A,word,s1,1,2,B", "bob,B,word,s1,1,2,A", "bob,B,word,s2,9,,"]
    rows += [f"p{n},A,word,s1,1,," for n in range(600)]
    rows += ["cas,C,word,s1,1,,"]  # so row 3 is no second answer to row 2
    fault = fault_of(read, tmp_path, *rows, header=ABOUT)
    assert (fault.code, fault.row) == (FaultCode.OFF_RANGE, 5)


def test_every_code_has_a_sentence():
    assert set(SENTENCES) == set(FaultCode)
