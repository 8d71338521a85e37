from decimal import Decimal
from pathlib import Path

from stock.reader import read_articles

DATA = Path(__file__).parent / "data"


def test_a_plain_list():
    hammer, saw = read_articles(DATA / "plain.csv")
    assert (hammer.number, hammer.name, hammer.price) == ("17", "Hammer", Decimal("12.50"))
    assert saw.name == "Säge"
