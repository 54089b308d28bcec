"""The screens. Textual and rich live here and nowhere else."""
