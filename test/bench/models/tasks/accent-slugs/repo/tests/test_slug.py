import pytest

from textkit.slug import slugify
from textkit.unique import unique_slug


@pytest.mark.parametrize(
    "text, slug",
    [
        ("Hello, World!", "hello-world"),
        ("  spaces   everywhere ", "spaces-everywhere"),
        ("2 apples", "2-apples"),
        ("", ""),
    ],
)
def test_slugify(text, slug):
    assert slugify(text) == slug


def test_separator():
    assert slugify("Hello, World!", separator="_") == "hello_world"


def test_unique_slug_counts():
    assert unique_slug("Apples", {"apples", "apples-2"}) == "apples-3"
