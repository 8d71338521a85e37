from memo.decorator import cached

__all__ = ["cached"]
