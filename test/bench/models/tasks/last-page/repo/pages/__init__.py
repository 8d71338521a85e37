from pages.client import Client
from pages.collect import collect, first
from pages.page import Page

__all__ = ["Client", "Page", "collect", "first"]
