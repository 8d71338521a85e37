class Store:
    def __init__(self, seconds, clock):
        self._seconds = seconds
        self._clock = clock
        self._kept = {}

    def get(self, key):
        """The value kept under a key as a tuple of one, or None."""
        if key not in self._kept:
            return None
        value, since = self._kept[key]
        if self._clock() - since >= self._seconds:
            del self._kept[key]
            return None
        return (value,)

    def put(self, key, value):
        self._kept[key] = (value, self._clock())
