class Pattern:
    """A path such as `/users/{id}`: what is in braces takes one part of a path, whatever it is."""

    def __init__(self, text):
        self.parts = text.strip("/").split("/")

    def match(self, path):
        """The values of the braces, or None."""
        parts = path.strip("/").split("/")
        if len(parts) != len(self.parts):
            return None
        values = {}
        for expected, given in zip(self.parts, parts):
            if expected.startswith("{"):
                values[expected.strip("{}")] = given
            elif expected != given:
                return None
        return values
