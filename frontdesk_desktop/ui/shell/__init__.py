"""The window that holds the features: it builds them, and no feature knows it."""
