"""Text → values: numbers, days, truth values, with one decision per column."""
