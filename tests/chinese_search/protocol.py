"""A search server that knows one conversation: it answers what was recorded, in that order.

No OpenSearch or Elasticsearch runs with the suite. A recording is a list of exchanges: a
method, a path with its query in alphabetical order, the body it must have (of ``_bulk`` a
list, one object a line), and the answer. The answers are written by hand after the public
REST reference. The requests are what the backend sends, read against that reference; after
an intended change ``REWRITE_RECORDINGS=1`` writes them anew, to be read again.
"""

import difflib
import json
import os
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl, urlencode, urlsplit

FOLDER = Path(__file__).parents[1] / "data" / "cluster"
REWRITES = bool(os.environ.get("REWRITE_RECORDINGS"))


class Recording:
    """The exchanges of one file, and what was said instead of them."""

    def __init__(self, name):
        self.path = FOLDER / f"{name}.json"
        self.document = json.loads(self.path.read_text("utf-8"))
        self.left = list(self.document["exchanges"])
        self.heard = []
        self.differences = []

    def answer(self, method, path, body):
        """Return status and answer; what was not expected is kept, and refused."""
        said = {"method": method, "path": path, "body": body}
        expected = self.left.pop(0) if self.left else {}
        self.heard.append({**expected, **said})
        wanted = {key: expected.get(key) for key in said}
        if said != wanted and not REWRITES:
            self.differences.append(_difference(wanted, said))
            return 400, {"error": {"type": "not_recorded", "reason": "not recorded"}}
        return expected.get("status", 200), expected.get("answer", {})

    def check(self):
        """Fail, showing the first difference, if the conversation was another one."""
        if REWRITES:
            self.path.write_text(_pretty({**self.document, "exchanges": self.heard}), "utf-8")
            return
        if self.differences:
            raise AssertionError(f"Not as recorded in {self.path.name}:\n{self.differences[0]}")
        unsaid = [f"{each['method']} {each['path']}" for each in self.left]
        assert unsaid == [], f"Recorded in {self.path.name}, never said: {unsaid}"


@contextmanager
def replayed(name: str):
    """Yield the URL of a server that replays a recording; fails when it was not followed."""
    recording = Recording(name)
    server = HTTPServer(("127.0.0.1", 0), _handler(recording))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    except Exception:
        # The client's complaint about a refused request says less than the difference.
        if not recording.differences:
            raise
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    recording.check()


def _pretty(value):
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _difference(wanted, said):
    lines = [_pretty(each).splitlines() for each in (wanted, said)]
    return "\n".join(difflib.unified_diff(*lines, "recorded", "said", lineterm="", n=6))


def _handler(recording):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def respond(self):
            size = int(self.headers.get("Content-Length") or 0)
            url = urlsplit(self.path)
            body = _parsed(self.rfile.read(size), url.path)
            query = urlencode(sorted(parse_qsl(url.query)))
            path = f"{url.path}?{query}" if query else url.path
            status, answer = recording.answer(self.command, path, body)
            content = b"" if self.command == "HEAD" else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = respond

        def log_message(self, *arguments):
            """Keep the suite quiet."""

    return Handler


def _parsed(content, path):
    if not content:
        return None
    if path.endswith("_bulk"):
        return [json.loads(line) for line in content.decode().splitlines() if line]
    return json.loads(content)
