from datetime import date

from billing.periods import due_dates


def schedule(customer: str, first: date, count: int, every: int = 1) -> list[str]:
    return [f"{customer} {due.isoformat()}" for due in due_dates(first, count, every)]
