"""Somebody at the dashboard without a browser: Streamlit's own protocol over a real WebSocket.

    async with Visitor(address) as visitor:
        shown = await visitor.open("new_offenses", "event=Convicted+again")
        shown = await visitor.set("selectbox", "Within", "One year")

Sends what a browser sends (a list of all answers at each rerun) and keeps what a browser would show.
"""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode
from urllib.request import Request, urlopen

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PATIENCE = 120  # seconds for one rerun


@dataclass
class Shown:
    """What is on screen: elements by their place, in order; where the server sends the browser, if anywhere."""

    elements: dict[tuple[int, ...], object] = field(default_factory=dict)
    redirect: str = ""
    failed: bool = False

    def of(self, kind: str) -> list:
        """All elements of a kind, as their own messages."""
        return [getattr(element, kind) for element in self.elements.values() if element.WhichOneof("type") == kind]

    def named(self, kind: str, label: str) -> object | None:
        """The element of a kind that has this label."""
        return next((found for found in self.of(kind) if found.label == label), None)

    @property
    def text(self) -> str:
        """Our own HTML, and what alerts say."""
        drawn = [found.body for found in self.of("html")] + [found.bytes.decode() for found in self.of("bidi_component")]
        return " ".join([*drawn, *(alert.body for alert in self.of("alert"))])


class Visitor:
    """One person with one page open. cookies: as a browser would send them."""

    def __init__(self, address: str, cookies: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> None:
        self.address, self.cookies, self.headers = address.rstrip("/"), dict(cookies or {}), headers or {}
        self.shown, self.states, self.hash, self.name, self.query, self.session = Shown(), {}, "", "", "", ""
        self.params: dict[str, list[str]] = {}
        self.url, self.url_of_file = "", ""
        self.pages: dict[str, str] = {}  # address -> the name that the server has for it
        self._socket: websockets.ClientConnection | None = None
        self.bytes = 0

    async def __aenter__(self) -> "Visitor":
        if "_streamlit_xsrf" not in self.cookies:
            self.cookies |= await asyncio.to_thread(_xsrf, self.address)
        self._socket = await websockets.connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream", origin=self.address, max_size=None, open_timeout=60,
            subprotocols=["streamlit", self.cookies["_streamlit_xsrf"]], additional_headers={"Cookie": self._cookies, **self.headers},
            ping_interval=None)  # fmt: skip
        return self

    @property
    def _cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def __aexit__(self, *error: object) -> None:
        await self._socket.close()

    async def open(self, page: str = "", query: str | dict[str, str] = "") -> Shown:
        """Go to a page by its address; what was answered on others is kept as a browser keeps it."""
        self.params = parse_qs(query) if isinstance(query, str) else {name: [value] for name, value in query.items()}
        return await self.go(page)

    async def go(self, page: str) -> Shown:
        """Another page, with all that was chosen: it stands in the address."""
        self.name, self.hash, self.query = page, self.pages.get(page, ""), urlencode(self.params, doseq=True)
        self.states = {}  # they belong to the page that is left
        self.url = self.url or f"{self.address}/{page}"  # a browser still tells the address of the page that it leaves
        shown = await self.rerun()
        self.url = f"{self.address}/{page}"
        return shown

    async def set(self, kind: str, label: str, value: object) -> Shown:
        """Answer one question of the page."""
        found = self.shown.named(kind, label)
        assert found is not None, f"there is no {kind} {label!r}"
        self.put(found, value)
        return await self.rerun()

    def put(self, question: object, value: object) -> None:
        """Note an answer, in the address too where the page keeps it there."""
        self.answer(question.id, value)
        if question.query_param_key:
            self.params[question.query_param_key] = [value] if isinstance(value, str) else list(value)
            self.query = urlencode(self.params, doseq=True)

    def answer(self, number: str, value: object) -> None:
        """Note an answer for the next rerun; no check that anybody asked."""
        state = WidgetState(id=number)
        if isinstance(value, bool):
            state.bool_value = value
        elif isinstance(value, str):
            state.string_value = value
        else:
            state.string_array_value.SetInParent()  # nothing chosen is an answer too
            state.string_array_value.data.extend(value)
        self.states[number] = state

    async def press(self, label: str) -> Shown:
        """Press a button."""
        found = self.shown.named("button", label)
        assert found is not None, f"there is no button {label!r}"
        return await self.rerun(WidgetState(id=found.id, trigger_value=True))

    async def rerun(self, *pressed: WidgetState) -> Shown:
        """Send all answers and wait until the page stands."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name, message.rerun_script.page_script_hash = "" if self.hash else self.name, self.hash
        message.rerun_script.context_info.url = self.url
        message.rerun_script.context_info.timezone = "UTC"
        message.rerun_script.widget_states.widgets.extend([*self.states.values(), *pressed])
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            return await self._received()

    async def file(self, label: str) -> bytes:
        """What a download button gives."""
        found = self.shown.named("download_button", label)
        assert found is not None, f"there is no download {label!r}"
        url = found.url
        if found.deferred_file_id:
            message = BackMsg()
            message.backend_operation_request.request_id, message.backend_operation_request.session_id = "file", self.session
            message.backend_operation_request.deferred_file.file_id = found.deferred_file_id
            await self._socket.send(message.SerializeToString())
            async with asyncio.timeout(PATIENCE):
                while True:
                    given = ForwardMsg.FromString(await self._socket.recv())
                    if given.WhichOneof("type") == "backend_operation_response":
                        break
            answer = given.backend_operation_response
            assert answer.deferred_file.url, str(answer)[:200]
            url = answer.deferred_file.url
        self.url_of_file = url
        asked = Request(f"{self.address}{url}", headers={"Cookie": self._cookies})
        return await asyncio.to_thread(lambda: urlopen(asked).read())

    async def _received(self) -> Shown:
        shown, began = Shown(), False
        while True:
            raw = await self._socket.recv()
            self.bytes += len(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                shown, began = Shown(redirect=shown.redirect), True
                self.hash = message.new_session.page_script_hash
                self.session = message.new_session.initialize.session_id or self.session
            elif kind == "navigation":
                self.hash = message.navigation.page_script_hash
                self.pages = {"" if page.is_default else page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            elif kind == "auth_redirect":
                shown.redirect = message.auth_redirect.url
            elif kind == "delta":
                place = tuple(message.metadata.delta_path)
                if message.delta.WhichOneof("type") == "new_element":
                    element = message.delta.new_element
                    shown.failed |= element.WhichOneof("type") == "exception"
                    shown.elements[place] = element
                elif message.delta.WhichOneof("type") == "add_block":
                    for held in [held for held in shown.elements if held[: len(place)] == place]:
                        del shown.elements[held]
            elif kind == "script_finished" and began:
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                self.shown = shown
                return shown


def _xsrf(address: str) -> dict[str, str]:
    """The cookie that the server gives to a page of its own."""
    with urlopen(Request(address + "/_stcore/health"), timeout=30) as answer:
        given = [value.split(";")[0].split("=", 1) for name, value in answer.headers.items() if name.lower() == "set-cookie"]
    found = {name: value for name, value in given}
    if "_streamlit_xsrf" not in found:
        raise RuntimeError("the server gave no XSRF cookie")
    return found
