from functools import wraps

from memo import clock as system
from memo.store import Store


def cached(seconds, clock=system.now):
    """Keeps a function's answers for some seconds."""

    def decorate(function):
        store = Store(seconds, clock)

        @wraps(function)
        def answer(*args, **kwargs):
            key = (args, tuple(kwargs))
            kept = store.get(key)
            if kept is not None:
                return kept[0]
            value = function(*args, **kwargs)
            store.put(key, value)
            return value

        return answer

    return decorate
