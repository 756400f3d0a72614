"""The language of headers: words → ideas (words, vocabulary) → roles they claim (claims); and the names of months."""
