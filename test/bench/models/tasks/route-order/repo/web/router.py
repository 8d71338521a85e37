from web.errors import NotFound
from web.pattern import Pattern


class Router:
    def __init__(self):
        self._routes = []

    def add(self, text, handler):
        self._routes.append((Pattern(text), handler))

    def handle(self, path):
        for pattern, handler in self._routes:
            values = pattern.match(path)
            if values is not None:
                return handler(**values)
        raise NotFound(path)
