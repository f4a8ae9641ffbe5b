"""The suite of the client. Use: MOCKWS_URL=ws://localhost:8080 python3 -m unittest"""

import os
import unittest

from orders import Refused, Shop

URL = os.environ.get("MOCKWS_URL", "ws://localhost:8080")


class OrdersTest(unittest.IsolatedAsyncioTestCase):
    async def test_an_order_is_placed_and_shipped(self):
        async with await Shop.open(f"{URL}/orders") as shop:
            first = await shop.place("A-1")
            self.assertEqual(first, await shop.shipped())

    async def test_each_order_has_an_id_of_its_own(self):
        async with await Shop.open(f"{URL}/orders") as shop:
            order = await shop.place("A-1")
            self.assertRegex(order, r"^order-\d+$")

    async def test_an_unknown_article_is_refused_with_a_reason(self):
        async with await Shop.open(f"{URL}/orders") as shop:
            with self.assertRaisesRegex(Refused, "there is no B-7"):
                await shop.place("B-7")

    async def test_a_busy_shop_is_asked_again(self):
        async with await Shop.open(f"{URL}/busy"):
            pass


if __name__ == "__main__":
    unittest.main()
