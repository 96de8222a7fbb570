"""Files of many kinds become blocks of text: one module per family of kinds."""
