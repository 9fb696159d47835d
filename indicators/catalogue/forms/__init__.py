"""What is asked to change the catalogue."""
