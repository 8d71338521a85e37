from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day of the month, some months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1)


def due_dates(first: date, count: int, every: int = 1) -> list[date]:
    """Due dates of a contract that is billed every so many months."""
    dates = [first]
    while len(dates) < count:
        dates.append(add_months(dates[-1], every))
    return dates
