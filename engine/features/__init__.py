"""What describes a customer: one file per family, one call shape."""
