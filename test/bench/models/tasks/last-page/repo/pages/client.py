class Client:
    def __init__(self, fetch):
        self._fetch = fetch

    async def items(self, path):
        """Everything in a list, in its order."""
        page = await self._fetch(path, None)
        while page.cursor is not None:
            for item in page.items:
                yield item
            page = await self._fetch(path, page.cursor)
