import pytest

from settings import parse
from settings.errors import SettingsError


def test_all_kinds_of_values():
    text = 'name = "cadence"\nport = 8080\ndebug = no\n'
    assert parse(text) == {"name": "cadence", "port": 8080, "debug": False}


def test_comments_and_empty_lines():
    assert parse("# all\n\nport = 1 # the port\n") == {"port": 1}


def test_errors_name_their_line():
    with pytest.raises(SettingsError, match="line 2: no '='"):
        parse("port = 1\nnonsense\n")


def test_a_quote_must_be_closed():
    with pytest.raises(SettingsError, match="line 1: the quote is not closed"):
        parse('name = "cadence\n')
