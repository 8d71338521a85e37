async def collect(items):
    return [item async for item in items]


async def first(items, count):
    """The first items, as many as asked for or as there are."""
    found = []
    async for item in items:
        if len(found) == count:
            break
        found.append(item)
    return found
