"""Widgets and models without any feature in them."""
