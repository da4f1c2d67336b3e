"""Frontdesk: a keyboard-driven reception desk on a shared PostgreSQL server."""

__version__ = "0.1.0"
