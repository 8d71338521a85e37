from settings.errors import SettingsError

WORDS = {"yes": True, "no": False, "none": None}


def read_value(text, line):
    """A quoted text, a whole number, or one of a few words."""
    if text[:1] == '"':
        if len(text) < 2 or text[-1] != '"':
            raise SettingsError("the quote is not closed", line)
        return text[1:-1]
    if text.lstrip("-").isdigit():
        return int(text)
    if text in WORDS:
        return WORDS[text]
    raise SettingsError(f"cannot read {text!r}", line)
