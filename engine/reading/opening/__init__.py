"""Bytes → raw tables of text: what a file is, and the reader of each kind of file."""
