from convert.text import answer

__all__ = ["answer"]
