from engine.workbook.wording import counted, percent


def test_one_of_a_thing_is_not_written_as_many():
    assert [counted(n, "customer") for n in (0, 1, 1204)] == ["0 customers", "1 customer", "1,204 customers"]


def test_a_share_is_a_whole_percentage_with_a_space():
    assert [percent(share) for share in (0.0, 0.255, 0.4, 1.0, 10.0)] == ["0 %", "26 %", "40 %", "100 %", "1000 %"]
