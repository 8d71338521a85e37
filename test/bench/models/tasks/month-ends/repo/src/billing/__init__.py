"""Dates and numbers of recurring invoices."""
