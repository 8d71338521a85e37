import pytest

from convert import answer
from convert.convert import convert


@pytest.mark.parametrize(
    "question, expected",
    [
        ("100 °C to °F", "212.00 °F"),
        ("212 °F in K", "373.15 K"),
        ("-40 °C to °F", "-40.00 °F"),
        ("0 K to °C", "-273.15 °C"),
        ("98.6 F to C", "37.00 C"),
        ("37°C in F", "98.60 F"),
        ("5 km to m", "5000.00 m"),
        ("300 K to K", "300.00 K"),
    ],
)
def test_questions(question, expected):
    assert answer(question) == expected


@pytest.mark.parametrize("value", [-273.15, -40.0, 0.0, 36.6, 1000.0])
def test_there_and_back(value):
    assert convert(convert(value, "°C", "°F"), "°F", "°C") == pytest.approx(value)


def test_a_temperature_is_no_length():
    with pytest.raises(ValueError, match="°C measures temperature, m measures length"):
        answer("1 °C to m")
