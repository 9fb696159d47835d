"""Reading a long file without Python's search for cyclic garbage, which takes half of the time.

A file's rows are tens of thousands of objects that all stay until it is done, and none is in a cycle. Each
time some more were made, Python would look through all of them again.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No such search while the block runs; whatever cycles others make meanwhile wait for its end."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
