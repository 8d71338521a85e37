import pytest

from cart import Cart
from money import format_cents, to_cents


def test_every_amount_comes_back():
    for cents in range(1, 10_000):
        text = f"{cents // 100}.{cents % 100:02d}"
        assert to_cents(text) == cents
        assert format_cents(cents) == text
        assert to_cents(f"-{text}") == -cents


@pytest.mark.parametrize("text, cents", [("19.99", 1999), ("-0.05", -5), ("3", 300), ("0.5", 50), (" 1.10 ", 110)])
def test_amounts_as_people_write_them(text, cents):
    assert to_cents(text) == cents


@pytest.mark.parametrize("text", ["1.005", "0.001", "", "ten", "1,50"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError):
        to_cents(text)


@pytest.mark.parametrize("cents, text", [(-5, "-0.05"), (-195, "-1.95"), (-100, "-1.00"), (0, "0.00")])
def test_refunds_are_printed_with_their_sign(cents, text):
    assert format_cents(cents) == text


@pytest.mark.parametrize("price, discount, cents", [("0.25", 10, 22), ("0.15", 10, 13), ("0.14", 10, 13), ("9.99", 0, 999), ("9.99", 100, 0)])
def test_half_a_cent_of_discount_is_the_customers(price, discount, cents):
    cart = Cart(discount=discount)
    cart.add("thing", price)
    assert cart.cents == cents
