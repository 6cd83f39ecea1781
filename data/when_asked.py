"""Names of a package that are loaded when somebody asks for them: a page needs few, and each takes its time."""

from collections.abc import Callable, Mapping
from importlib import import_module


def when_asked(package: str, modules: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """The package's `__getattr__`; modules: module of the package -> the names that it gives."""
    module_of = {name: module for module, names in modules.items() for name in names}

    def get(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{module_of[name]}"), name)

    return get
