import time


def now():
    """Seconds that only grow: the system's time may be set back."""
    return time.monotonic()
