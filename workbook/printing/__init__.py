"""From a printout to bytes: one printer per format, each with its own escaping."""
