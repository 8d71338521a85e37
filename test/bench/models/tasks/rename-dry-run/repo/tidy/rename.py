def apply_renames(renames):
    for old, new in renames:
        old.rename(new)
