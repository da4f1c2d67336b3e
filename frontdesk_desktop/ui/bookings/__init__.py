"""Bookings: the page, the dialog and the commands."""
