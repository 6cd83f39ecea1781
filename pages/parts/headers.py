"""Headers of every answer: what a browser may load and run, and that no other site may put the pages into a frame.

And what is not answered at all: the server's metrics, and uploads from whoever was shown no field for a file.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from pages.parts import handed

# Streamlit's own page needs inline style and compiled script; nothing comes from another host.
POLICY = "; ".join((
    "default-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:", "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:", "font-src 'self' data:", "connect-src 'self' ws: wss: blob: data:", "worker-src 'self' blob:",
    "object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'", "form-action 'self'",
))  # fmt: skip
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
METRICS = "/_stcore/metrics"  # how much is served is nobody's business outside
UPLOAD = "/_stcore/upload_file/"  # then the session and the file


class Headers:
    """Adds the headers, answers 404 where the server would tell about itself, and 403 to files that no field was shown for."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Callable, send: Callable) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                known = {name for name, _ in HEADERS}
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in known]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        refused = _refused(scope["path"], scope.get("method", "GET"))
        if refused:
            await with_headers({"type": "http.response.start", "status": refused, "headers": [(b"content-length", b"0"), (b"connection", b"close")]})
            await send({"type": "http.response.body", "body": b""})
            return
        await self.app(scope, receive, with_headers)


def _refused(path: str, method: str) -> int:
    """The status that this is refused with, before anything of it is read; 0 where it is not."""
    if path.rstrip("/").endswith(METRICS):
        return 404
    before, there, after = path.partition(UPLOAD)
    return 403 if there and method not in ("OPTIONS", "DELETE") and not handed.was_shown(after.split("/")[0]) else 0
