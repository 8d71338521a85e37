import re


def plain_name(name):
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")


def plan_renames(folder):
    """Pairs of old and new path, for the files whose name is not plain yet."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    pairs = [(path, path.with_name(plain_name(path.name))) for path in files]
    return [(old, new) for old, new in pairs if old != new]
