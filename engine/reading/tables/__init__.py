"""Raw tables → tables: where the header and the lines are, and which column is what."""
