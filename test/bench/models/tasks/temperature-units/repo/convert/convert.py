from convert.units import UNITS


def convert(value, source, target):
    """A value in another unit; ValueError where the two do not measure the same."""
    one, other = UNITS[source], UNITS[target]
    if one.measures != other.measures:
        raise ValueError(f"{source} measures {one.measures}, {target} measures {other.measures}")
    return value * one.factor / other.factor
