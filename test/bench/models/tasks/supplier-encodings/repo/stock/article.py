from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Article:
    number: str
    name: str
    price: Decimal

    @classmethod
    def from_row(cls, row):
        return cls(row["number"], row["name"], Decimal(row["price"].replace(",", ".")))
