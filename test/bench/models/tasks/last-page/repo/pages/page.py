from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    items: tuple
    # Where the next page starts; None: this is the last one.
    cursor: str | None
