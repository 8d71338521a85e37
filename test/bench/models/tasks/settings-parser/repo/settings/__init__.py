from settings.parser import parse

__all__ = ["parse"]
