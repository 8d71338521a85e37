import time

from memo import cached, clock


def counting():
    calls = []

    @cached(seconds=60, clock=lambda: 0.0)
    def price(article, currency="EUR", *, tax=0):
        calls.append((article, currency, tax))
        return f"{article} {currency} {tax}"

    return price, calls


def test_values_of_keywords_are_told_apart():
    price, _ = counting()
    assert price("A-1", currency="EUR") == "A-1 EUR 0"
    assert price("A-1", currency="USD") == "A-1 USD 0"
    assert price("A-1", tax=7) == "A-1 EUR 7"


def test_the_order_of_keywords_does_not_matter():
    price, calls = counting()
    price("A-1", currency="USD", tax=7)
    price("A-1", tax=7, currency="USD")
    assert len(calls) == 1


def test_a_positional_and_a_keyword_are_never_mixed_up():
    @cached(seconds=60, clock=lambda: 0.0)
    def show(*args, **kwargs):
        return (args, kwargs)

    assert show("a", 1) == (("a", 1), {})
    assert show(a=1) == ((), {"a": 1})
    assert show(("a", 1)) == ((("a", 1),), {})


def test_the_clock_cannot_be_set_back(monkeypatch):
    monkeypatch.setattr(time, "monotonic", lambda: 5.0)
    assert clock.now() == 5.0
