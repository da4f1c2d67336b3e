"""Queries, and nothing else. A repository belongs to one session."""
