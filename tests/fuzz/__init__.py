"""Damaged files without end: the reader must read each of them or refuse it in a sentence of our own."""
