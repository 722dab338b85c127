"""Pages of claims, one noun a file."""
