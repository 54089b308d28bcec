"""What a workbook means: frozen dataclasses and pure functions, of the standard library alone."""
