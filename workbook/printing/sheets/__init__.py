"""Sheets to write on by hand: every exercise, empty or with what was written, and the printers of what is on them."""
