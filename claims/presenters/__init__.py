"""Values become what people see: marks in a text, dates in words, the log in sentences."""
