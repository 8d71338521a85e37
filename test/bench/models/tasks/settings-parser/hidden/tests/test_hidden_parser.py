import pytest

from settings import parse
from settings.errors import SettingsError


@pytest.mark.parametrize(
    "line, value",
    [
        ('a = "#ff8800"', "#ff8800"),
        ('a = "#ff8800"   # orange', "#ff8800"),
        ('a = "x" # say "hi"', "x"),
        ('a = "x = y"', "x = y"),
        (r'a = "say \"hi\" # loud"', 'say "hi" # loud'),
        (r'a = "back\\"', "back\\"),
        (r'a = "back\\" # "quoted"', "back\\"),
        ('a = ""', ""),
    ],
)
def test_quoted_values_hold_anything(line, value):
    assert parse(line) == {"a": value}


@pytest.mark.parametrize("line", ['a = "x', r'a = "x\"', 'a = "x # y', 'a = "'])
def test_a_quote_must_be_closed(line):
    with pytest.raises(SettingsError, match="line 1: the quote is not closed"):
        parse(line)


def test_nothing_may_follow_a_quoted_value():
    with pytest.raises(SettingsError):
        parse('a = "x" y')


def test_plain_values_end_at_a_comment():
    assert parse("a = 1# one\nb = yes # y\n") == {"a": 1, "b": True}
