import csv
from pathlib import Path

from stock.article import Article


def read_articles(path):
    """The articles of a price list, in its order."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return [Article.from_row(row) for row in rows]
