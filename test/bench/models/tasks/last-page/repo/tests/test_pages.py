import asyncio

from pages import Client, Page, collect, first


def client(*pages):
    """A client of a list with these pages, and the cursors that it asks for."""
    asked = []

    async def fetch(path, cursor):
        asked.append(cursor)
        number = int(cursor or 0)
        following = str(number + 1) if number + 1 < len(pages) else None
        return Page(tuple(pages[number]), following)

    return Client(fetch), asked


def test_pages_come_in_their_order():
    api, _ = client("ab", "cd", "")
    assert asyncio.run(collect(api.items("/letters"))) == ["a", "b", "c", "d"]


def test_first_takes_a_few():
    api, _ = client("abc", "")
    assert asyncio.run(first(api.items("/letters"), 2)) == ["a", "b"]
