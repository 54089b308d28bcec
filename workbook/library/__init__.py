"""Authored content: YAML read into exercises, with every mistake of a file at once."""
