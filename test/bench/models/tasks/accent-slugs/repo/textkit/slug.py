import re


def slugify(text, separator="-"):
    """A text as it may stand in an address: small letters, digits and separators."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return separator.join(words)
