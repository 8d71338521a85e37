import re

from convert.convert import convert

QUESTION = re.compile(r"(-?\d+(?:\.\d+)?) *([A-Za-z]+) +(?:to|in) +([A-Za-z]+)")


def answer(question):
    """Answers a question such as `5 km to ft`."""
    asked = QUESTION.fullmatch(question.strip())
    if asked is None:
        raise ValueError(f"cannot read {question!r}")
    value, source, target = asked.groups()
    return f"{convert(float(value), source, target):.2f} {target}"
