"""What runs in the child process: other people's files are taken apart here and nowhere else.

Nothing in here imports Django or the rest of Plumbline, so that the child starts in a moment and
holds no secret. It reads the file from its standard input and writes lines of JSON.
"""
