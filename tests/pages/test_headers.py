"""The headers of a public site, and what the server does not tell."""

import pytest

from pages.parts import handed
from pages.parts.headers import Headers


def answered(path, method="GET"):
    """Status and headers of an answer, from an application that says 200 to everything."""
    sent = []

    async def application(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"ALLOW"), (b"etag", b"1")]})

    async def send(message):
        sent.append(message)

    # Nothing here waits for anything, so no event loop is needed: the browser tests keep one of their own running.
    with pytest.raises(StopIteration):
        Headers(application)({"type": "http", "path": path, "method": method}, None, send).send(None)
    return sent[0]["status"], dict(sent[0]["headers"]), len(sent[0]["headers"])


def test_every_answer_carries_them_once():
    status, headers, count = answered("/")
    assert status == 200 and headers[b"x-frame-options"] == b"DENY" and headers[b"etag"] == b"1" and count == 5
    assert b"frame-ancestors 'none'" in headers[b"content-security-policy"] and b"http" not in headers[b"content-security-policy"]


def test_metrics_are_not_given_out():
    assert answered("/_stcore/metrics")[0] == 404
    assert answered("/_stcore/health")[0] == 200


def test_a_file_is_taken_from_those_only_who_were_shown_a_field(monkeypatch):
    monkeypatch.setattr(handed, "_shown", {"an analyst's"})
    assert answered("/_stcore/upload_file/an analyst's/1", "PUT")[0] == 200
    for path in ("/_stcore/upload_file/another's/1", "/under/_stcore/upload_file/another's/1", "/_stcore/upload_file/", "/_stcore/upload_file//an analyst's/1"):
        assert answered(path, "PUT")[0] == 403 and answered(path, "POST")[0] == 403
