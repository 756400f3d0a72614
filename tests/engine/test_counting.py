from engine.counting import counted, verb


def test_one_of_a_thing_is_not_written_as_many():
    assert [counted(n, "customer") for n in (0, 1, 1204)] == ["0 customers", "1 customer", "1,204 customers"]


def test_a_plural_that_is_more_than_an_s_is_given():
    assert [counted(n, "stretch", "stretches") for n in (0, 1, 2)] == ["0 stretches", "1 stretch", "2 stretches"]


def test_the_verb_agrees_with_the_count():
    assert [verb(n, "is", "are") for n in (0, 1, 2)] == ["are", "is", "are"]
