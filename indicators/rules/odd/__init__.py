"""What is odd about a report's figures: said, never hidden, and taken only with a reason. Pure."""
