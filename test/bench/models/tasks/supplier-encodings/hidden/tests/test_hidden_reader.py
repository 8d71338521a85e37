from pathlib import Path

import pytest

from stock.reader import read_articles

LIST = "number;name;price\n1;{name};2,50\n"


def names(path):
    return [article.name for article in read_articles(path)]


@pytest.mark.parametrize(
    "encoding, name",
    [
        ("utf-8", "Säge"),
        ("utf-8-sig", "Säge"),
        ("cp1252", "Säge"),
        ("cp1252", "Preis: 5 €"),
        ("cp1252", "„Meister“"),
        ("utf-8", "Łódź"),
        ("utf-8-sig", "日本"),
    ],
)
def test_lists_of_all_suppliers(tmp_path, encoding, name):
    file = tmp_path / "list.csv"
    file.write_bytes(LIST.format(name=name).encode(encoding))
    assert names(file) == [name]


def test_the_samples():
    data = Path(__file__).parent / "data"
    assert names(data / "bolte.csv") == ["Schlüssel", "Bürste groß"]
    assert names(data / "nordlys.csv") == ["Skruetrækker"]
    assert [article.number for article in read_articles(data / "nordlys.csv")] == ["N-1"]
    assert names(data / "plain.csv") == ["Hammer", "Säge"]


def test_neither_of_them_is_an_error(tmp_path):
    file = tmp_path / "list.csv"
    # No letter of Windows-1252, and no UTF-8 either.
    file.write_bytes(LIST.format(name="x").encode() + b"2;\x81\x8d;1,00\n")
    with pytest.raises(ValueError):
        read_articles(file)
