"""Units by their symbol: what they measure, and how many of the base unit one of them is."""

from typing import NamedTuple


class Unit(NamedTuple):
    measures: str
    factor: float


UNITS = {
    "m": Unit("length", 1.0),
    "km": Unit("length", 1000.0),
    "ft": Unit("length", 0.3048),
    "kg": Unit("mass", 1.0),
    "g": Unit("mass", 0.001),
    "lb": Unit("mass", 0.45359237),
    "K": Unit("temperature", 1.0),
}
