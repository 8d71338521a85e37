from settings.errors import SettingsError
from settings.values import read_value


def parse(text):
    """`name = value` lines as a dictionary. Empty lines and comments are skipped."""
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise SettingsError("no '=' here", number)
        found[name.strip()] = read_value(value.strip(), number)
    return found
