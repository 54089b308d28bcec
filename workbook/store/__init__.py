"""A person's words on disk: sittings, workbooks, the shelf."""
