def to_cents(text):
    """An amount as people write it, in whole cents."""
    return int(float(text) * 100)


def format_cents(cents):
    return f"{cents // 100}.{cents % 100:02d}"
