"""The modules of a folder of tests, by name: a new one is found by itself."""

from importlib import import_module
from pkgutil import iter_modules


def modules_of(package):
    """Every module of the package, in the order of their names."""
    return [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
