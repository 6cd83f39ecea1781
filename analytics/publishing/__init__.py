"""The shareable copy: a fixed list of views with exact counts that are protected together, and no record of anybody."""

from data.when_asked import when_asked

__all__ = ["Publication", "packed", "publish"]

__getattr__ = when_asked(__name__, {"folder": ("Publication", "packed", "publish")})
