from textkit.slug import slugify


def unique_slug(text, taken):
    """A slug that is not among those taken: a number is put behind it where it is."""
    slug = slugify(text)
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
