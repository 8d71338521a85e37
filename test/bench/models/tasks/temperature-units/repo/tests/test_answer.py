import pytest

from convert import answer


@pytest.mark.parametrize(
    "question, expected",
    [
        ("5 km to m", "5000.00 m"),
        ("6 ft in m", "1.83 m"),
        ("2.5kg to g", "2500.00 g"),
    ],
)
def test_lengths_and_masses(question, expected):
    assert answer(question) == expected


def test_different_measures():
    with pytest.raises(ValueError, match="m measures length, kg measures mass"):
        answer("1 m to kg")


def test_nonsense():
    with pytest.raises(ValueError, match="cannot read"):
        answer("how far is the moon")
