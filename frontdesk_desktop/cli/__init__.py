"""The command line: a file for each noun, over the same services as the window."""
