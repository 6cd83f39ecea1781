"""The shareable copy: a fixed list of views with exact counts that are protected together, and no record of anybody."""

from analytics.publishing.folder import Publication, packed, publish

__all__ = ["Publication", "packed", "publish"]
