from itertools import permutations

import pytest

from web import NotFound, Router

ROUTES = ["/users/{id}", "/users/me", "/{kind}/me", "/{kind}/{id}"]


@pytest.mark.parametrize("order", permutations(ROUTES))
def test_the_order_of_adding_does_not_matter(order):
    router = Router()
    for text in order:
        router.add(text, lambda text=text, **values: (text, values))
    assert router.handle("/users/me") == ("/users/me", {})
    assert router.handle("/users/7") == ("/users/{id}", {"id": "7"})
    assert router.handle("/groups/me") == ("/{kind}/me", {"kind": "groups"})
    assert router.handle("/groups/7") == ("/{kind}/{id}", {"kind": "groups", "id": "7"})


def test_of_equals_the_first_counts():
    router = Router()
    router.add("/users/{id}", lambda id: f"first {id}")
    router.add("/users/{name}", lambda name: f"second {name}")
    assert router.handle("/users/7") == "first 7"


@pytest.mark.parametrize(
    "path, name",
    [
        ("/users/Ada%20Lovelace", "Ada Lovelace"),
        ("/users/AC%2FDC", "AC/DC"),
        ("/users/Zo%C3%AB", "Zoë"),
        ("/users/100%25", "100%"),
        ("/users/a+b", "a+b"),
    ],
)
def test_values_are_decoded_part_by_part(path, name):
    router = Router()
    router.add("/users/{name}", lambda name: name)
    assert router.handle(path) == name


def test_spelled_out_parts_may_be_encoded_too():
    router = Router()
    router.add("/über uns", lambda: "about")
    assert router.handle("/%C3%BCber%20uns") == "about"


def test_what_is_not_found_is_told_as_it_was_asked_for():
    with pytest.raises(NotFound, match="nothing is at /a%20b"):
        Router().handle("/a%20b")
