"""Reading: opening (bytes → raw table), tables (where the header is, which column is what), values (text → typed, with
every refusal kept), joining (tables → Dataset), and inspecting (the way through all of them).

Nothing is imported here: the process that parses workbooks needs `opening` alone, and must start quickly.
"""
