"""Which words are a time expression: patterns as data over a text's words, and what keeps or drops a match."""
