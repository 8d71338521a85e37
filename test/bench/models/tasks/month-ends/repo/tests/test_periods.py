from datetime import date
from unittest import TestCase

from billing.invoices import schedule
from billing.periods import add_months, due_dates


class AddMonths(TestCase):
    def test_within_a_year(self):
        self.assertEqual(add_months(date(2025, 3, 15), 2), date(2025, 5, 15))

    def test_over_the_end_of_a_year(self):
        self.assertEqual(add_months(date(2025, 12, 1), 1), date(2026, 1, 1))

    def test_backwards(self):
        self.assertEqual(add_months(date(2025, 1, 10), -1), date(2024, 12, 10))


class DueDates(TestCase):
    def test_quarters(self):
        self.assertEqual(
            due_dates(date(2025, 1, 5), 3, every=3),
            [date(2025, 1, 5), date(2025, 4, 5), date(2025, 7, 5)],
        )

    def test_schedule_names_the_customer(self):
        self.assertEqual(schedule("acme", date(2025, 1, 5), 1), ["acme 2025-01-05"])
