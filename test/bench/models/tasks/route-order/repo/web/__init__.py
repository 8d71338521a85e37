from web.errors import NotFound
from web.router import Router

__all__ = ["NotFound", "Router"]
