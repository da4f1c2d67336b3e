"""What the pages of all features are made of: a list with filter and details, and a row's history."""
