import unittest

from cart import Cart


class CartTest(unittest.TestCase):
    def test_total(self):
        cart = Cart()
        cart.add("tea", "2.50", 2)
        cart.add("cup", "7.00")
        self.assertEqual(cart.cents, 1200)

    def test_discount(self):
        cart = Cart(discount=10)
        cart.add("cup", "7.00")
        self.assertEqual(cart.cents, 630)

    def test_receipt(self):
        cart = Cart()
        cart.add("tea", "2.50", 2)
        self.assertEqual(cart.receipt(), "2 x tea: 5.00\ntotal: 5.00")


if __name__ == "__main__":
    unittest.main()
