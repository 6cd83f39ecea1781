"""Several servers behind one address, put together as docs/serving.md tells a site to: with deploy/nginx.conf."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.browser.browser import ROOT, free_port, serving, wait_until_ready

SITE = ROOT / "deploy" / "nginx.conf"
AROUND = """{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; {places} include {folder}/site.conf; }}
"""
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")  # nginx makes a folder for each


def found() -> str | None:
    """nginx on the path, or where Debian puts it, which is not on everybody's path."""
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


class Several(NamedTuple):
    """The one address of all, each server's own, and their process numbers."""

    address: str
    each: list[str]
    processes: list[int]


@contextmanager
def several(many: int, database: Path, file: str, *options: str, port: int | None = None, **environment: str) -> Iterator[Several]:
    """So many servers over a database, with Streamlit's options; one alone without a proxy. port: the proxy's, else any."""
    ports, processes = [free_port() for _ in range(many)], []
    with ExitStack() as stack:
        each = [stack.enter_context(serving(one, database, file, *options, started=processes, **environment)) for one in ports]
        yield Several(stack.enter_context(_proxy(port or free_port(), ports)) if many > 1 else each[0], each, processes)


@contextmanager
def _proxy(port: int, ports: Sequence[int]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        places = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in KINDS)
        user = "user root; " if os.geteuid() == 0 else ""
        Path(folder, "site.conf").write_text(_site(port, ports), encoding="utf-8")
        Path(folder, "nginx.conf").write_text(AROUND.format(user=user, folder=folder, places=places), encoding="utf-8")
        # What keeps it from starting it says on its standard error, which stays open for that.
        process = subprocess.Popen([found(), "-p", folder, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"],
                                   stdout=subprocess.DEVNULL)
        try:
            wait_until_ready(process, port, "nginx")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _site(port: int, ports: Sequence[int]) -> str:
    """The site as it is shipped, at ports of our own."""
    servers = "\n".join(f"    server 127.0.0.1:{one};" for one in ports) + "\n"
    text, listening = re.subn(r"listen 80;", f"listen 127.0.0.1:{port};", SITE.read_text(encoding="utf-8"))
    text, named = re.subn(r"(    server 127\.0\.0\.1:\d+;\n)+", servers, text)
    assert (listening, named) == (1, 1), "deploy/nginx.conf no longer reads as expected here"
    return text
