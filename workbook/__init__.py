"""A quiet full-screen workbook for the days after a no."""

__version__ = "0.1.0"
