import asyncio

import pytest

from pages import Client, Page, collect, first


def client(*pages):
    asked = []

    async def fetch(path, cursor):
        asked.append((path, cursor))
        number = int(cursor or 0)
        return Page(tuple(pages[number]), str(number + 1) if number + 1 < len(pages) else None)

    return Client(fetch), asked


@pytest.mark.parametrize("pages", [["ab", "cd"], ["abcd"], ["ab", "", "cd"], ["", "abcd"], ["abcd", ""]])
def test_every_page_is_read_once(pages):
    api, asked = client(*pages)
    assert "".join(asyncio.run(collect(api.items("/letters")))) == "abcd"
    assert len(asked) == len(pages)
    assert {path for path, _ in asked} == {"/letters"}


def test_an_empty_list_is_empty():
    api, asked = client("")
    assert asyncio.run(collect(api.items("/letters"))) == []
    assert len(asked) == 1


@pytest.mark.parametrize("count, pages", [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (9, 2)])
def test_first_asks_for_no_page_that_it_does_not_need(count, pages):
    api, asked = client("ab", "cd")
    assert "".join(asyncio.run(first(api.items("/letters"), count))) == "abcd"[:count]
    assert len(asked) == pages
