"""The web app: one file a page, its words in `texts`, and no logic of its own."""
