"""What other programs read: the API, its keys, the feed."""
