"""Commands: declared once, for menus, toolbar, keys, palette and cheat sheet."""
