"""One file for each thing on a screen."""
