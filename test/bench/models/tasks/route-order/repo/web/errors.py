class NotFound(LookupError):
    def __init__(self, path):
        super().__init__(f"nothing is at {path}")
        self.path = path
