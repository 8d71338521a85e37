import unicodedata

import pytest

from textkit.slug import slugify
from textkit.unique import unique_slug


@pytest.mark.parametrize(
    "text, slug",
    [
        ("Café Zoë", "cafe-zoe"),
        ("Ærøskøbing", "aeroskobing"),
        ("Große Straße", "grosse-strasse"),
        ("GROẞ", "gross"),
        ("ÆON", "aeon"),
        ("Ångström", "angstrom"),
    ],
)
def test_letters_keep_their_words_together(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_combining_accents_are_the_same(form):
    assert slugify(unicodedata.normalize(form, "À l'été")) == "a-l-ete"


def test_unique_slugs_meet_in_their_plain_form():
    assert unique_slug("Café", {"cafe"}) == "cafe-2"
