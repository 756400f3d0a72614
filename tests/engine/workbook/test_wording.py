from engine.workbook.wording import percent


def test_a_share_is_a_whole_percentage_with_a_space():
    assert [percent(share) for share in (0.0, 0.255, 0.4, 1.0, 10.0)] == ["0 %", "26 %", "40 %", "100 %", "1000 %"]
