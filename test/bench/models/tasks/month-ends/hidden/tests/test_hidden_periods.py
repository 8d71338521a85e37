from datetime import date

from billing.invoices import schedule
from billing.periods import add_months, due_dates


def test_a_day_that_the_month_lacks_is_its_last():
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2025, 3, 31), -1) == date(2025, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_leap_years():
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_later_months_come_back_to_the_day_of_the_contract():
    assert due_dates(date(2025, 1, 31), 5) == [
        date(2025, 1, 31),
        date(2025, 2, 28),
        date(2025, 3, 31),
        date(2025, 4, 30),
        date(2025, 5, 31),
    ]


def test_a_whole_year_is_scheduled():
    assert len(schedule("acme", date(2025, 1, 31), 12)) == 12


def test_no_dates_are_asked_for():
    assert due_dates(date(2025, 1, 5), 1) == [date(2025, 1, 5)]
