"""The tables under the pictures: cells with their smaller lines, one module a page."""
