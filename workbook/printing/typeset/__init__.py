"""How a printout is set by Typst: its words as data, the fonts, the template, and the process that sets them."""
