"""A search server that knows one conversation: it answers what was recorded, in that order.

No server runs with the suite: the requests of the recordings were read against the public
REST protocol of OpenSearch and Elasticsearch, the answers are written by hand after it.
Each exchange is a method, a path, the body it must have, and the answer; the body of
``_bulk`` is a list, one object a line.
"""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

FOLDER = Path(__file__).parents[1] / "data" / "cluster"


class Conversation:
    """What was recorded, and what was said instead."""

    def __init__(self, exchanges):
        self.left = list(exchanges)
        self.differences = []

    def answer(self, method, path, body):
        """Return status and answer; what was not expected is kept, and refused."""
        expected = self.left.pop(0) if self.left else {}
        said = {"method": method, "path": path, "body": body}
        wanted = {key: expected.get(key) for key in said}
        if said != wanted:
            self.differences.append((wanted, said))
            return 400, {"error": {"type": "not_recorded", "reason": "not recorded"}}
        return expected.get("status", 200), expected["answer"]


@contextmanager
def replayed(name: str):
    """Yield the URL of a server that replays a recording; fails when it was not followed."""
    conversation = Conversation(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))
    server = HTTPServer(("127.0.0.1", 0), _handler(conversation))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    for wanted, said in conversation.differences:
        pretty = [json.dumps(each, ensure_ascii=False, indent=1) for each in (wanted, said)]
        raise AssertionError("Recorded:\n{}\n\nSaid:\n{}".format(*pretty))
    assert conversation.left == [], "Not all that was recorded was said."


def _handler(conversation):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def respond(self):
            size = int(self.headers.get("Content-Length") or 0)
            url = urlsplit(self.path)
            body = _parsed(self.rfile.read(size), url.path)
            path = f"{url.path}?{url.query}" if url.query else url.path
            status, answer = conversation.answer(self.command, path, body)
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
