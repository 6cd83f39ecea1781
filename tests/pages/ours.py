"""Our own HTML on a page that was run without a browser."""

from collections.abc import Iterator


def pieces(page) -> Iterator[str]:
    """The HTML of each element of ours, in its order on the page; the style sheet is none."""
    waiting = [page._tree]
    while waiting:
        node = waiting.pop()
        children = getattr(node, "children", None)
        if children:
            waiting.extend(list(children.values())[::-1])
        elif node.type == "bidi_component" and node.proto.bytes:  # words that the browser puts in as text are no HTML, and come as JSON
            yield node.proto.bytes.decode()
        elif node.type == "html" and not node.proto.body.startswith("<style"):
            yield node.proto.body


def drawn(page) -> str:
    """All of it."""
    return " ".join(pieces(page))
