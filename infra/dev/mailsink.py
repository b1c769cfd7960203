"""The mail sink of demo and test: takes every mail over SMTP, delivers none, and shows them.

    /                          list of messages (HTML); ?aan=<address> for one mailbox
    /bericht/<id>              one message
    /bericht/<id>/bijlage/<n>  attachment n (from 0)
    /api/berichten             JSON, newest first: [{id, van, aan, onderwerp, ontvangen_op, tekst, html,
                               bijlagen: [{naam, soort, bytes}]}]; ?aan=<address>; DELETE empties the sink
    /gereed                    200 once mail is taken too

Environment: SMTP_PORT, POST_PORT, POST_DIR (one .eml file per message), POST_HOST (default 127.0.0.1).
Not for production: it has no sign-in.
"""

import email
import email.policy
import html
import http.server
import json
import os
import re
import signal
import threading
import time
import uuid
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

FOLDER = Path(os.environ["POST_DIR"])
HOST = os.environ.get("POST_HOST", "127.0.0.1")
STYLESHEET = Path(__file__).with_name("dev.css")
MESSAGE_PATH = re.compile(r"/bericht/(?P<id>[0-9a-f-]+)(?:/bijlage/(?P<attachment>\d+))?")
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Sink:
    """What aiosmtpd calls for each message. A mailbox at `.invalid` (RFC 2606) does not exist, as anywhere."""

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.lower().endswith(".invalid"):
            return "550 5.1.1 dit postvak bestaat niet"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep the message as a file, whole or not at all."""
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
        to = ", ".join(envelope.rcpt_tos)
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {to}\r\n".encode()
        fresh = FOLDER / f"{name}.nieuw"
        fresh.write_bytes(head + envelope.content)
        fresh.rename(FOLDER / f"{name}.eml")
        return f"250 bewaard als {name}"


def read(path: Path) -> EmailMessage:
    """Parse one kept message."""
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def paths(to: str = "") -> list[Path]:
    """The kept messages, newest first; only those sent to this address when one is given."""
    found = sorted(FOLDER.glob("*.eml"), reverse=True)
    return [path for path in found if not to or to.lower() in recipients(read(path))]


def recipients(message: EmailMessage) -> list[str]:
    """To whom the message was really sent, in lower case."""
    return str(message["X-Envelope-To"]).lower().split(", ")


def body(message: EmailMessage, kind: str) -> str:
    """The text of the message as "plain" or as "html"; empty when it has no such part."""
    part = message.get_body((kind,))
    return part.get_content() if part else ""


def described(path: Path) -> dict:
    """A message as the JSON interface gives it."""
    message = read(path)
    attachments = [
        {
            "naam": part.get_filename() or "",
            "soort": part.get_content_type(),
            "bytes": len(part.get_payload(decode=True) or b""),
        }
        for part in message.iter_attachments()
    ]
    return {
        "id": path.stem,
        "van": str(message["From"] or ""),
        "aan": str(message["X-Envelope-To"]),
        "onderwerp": str(message["Subject"] or ""),
        "ontvangen_op": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(path.stem[:20]) / 1e9)),
        "tekst": body(message, "plain"),
        "html": body(message, "html"),
        "bijlagen": attachments,
    }


def page(title: str, content: str) -> bytes:
    """A whole page of the web view."""
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="/dev.css"></head><body><main class="breed"><h1>{title}</h1>'
        f"{content}</main></body></html>"
    ).encode()


def subject(message: dict) -> str:
    """The subject, safe in HTML."""
    return html.escape(message["onderwerp"]) or "(geen onderwerp)"


def list_page(to: str) -> bytes:
    """All messages, or those of one mailbox."""
    rows = "".join(
        f'<tr><td><a href="/bericht/{message["id"]}">{subject(message)}</a></td>'
        f"<td>{html.escape(message['aan'])}</td><td>{message['ontvangen_op'][11:16]} UTC</td></tr>"
        for message in map(described, paths(to))
    )
    of_whom = f" voor {html.escape(to)}" if to else ""
    note = '<p class="toelichting">Dit is de proefopstelling: deze e-mail is nergens bezorgd.</p>'
    head = "<thead><tr><th>Onderwerp</th><th>Aan</th><th>Ontvangen</th></tr></thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>"
    return page("Opgevangen e-mail" + of_whom, note + (table if rows else "<p>Er is nog geen e-mail.</p>"))


def message_page(path: Path) -> bytes:
    """One message: its text, with its addresses made into links, and its attachments."""
    message = described(path)
    escaped = html.escape(message["tekst"] or re.sub(r"<[^>]+>", "", message["html"]))
    text = re.sub(r"https?://[^\s<>\"]+", lambda found: f'<a href="{found[0]}">{found[0]}</a>', escaped)
    attachments = "".join(
        f'<li><a href="/bericht/{message["id"]}/bijlage/{number}">'
        f"{html.escape(part['naam']) or 'bijlage'}</a> ({part['bytes']} bytes)</li>"
        for number, part in enumerate(message["bijlagen"])
    )
    content = (
        f"<dl><dt>Van</dt><dd>{html.escape(message['van'])}</dd><dt>Aan</dt><dd>{html.escape(message['aan'])}</dd></dl>"
        f'<pre class="bericht">{text}</pre>'
        + (f"<h2>Bijlagen</h2><ul>{attachments}</ul>" if attachments else "")
        + '<p><a href="/">Alle e-mail</a></p>'
    )
    return page(subject(message), content)


class Viewer(http.server.BaseHTTPRequestHandler):
    """The web view."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a page, the JSON list, or 404."""
        address = urlsplit(self.path)
        to = parse_qs(address.query).get("aan", [""])[0]
        if address.path == "/":
            self._answer(list_page(to))
        elif address.path == "/api/berichten":
            self._answer(json.dumps([described(path) for path in paths(to)]).encode(), "application/json")
        elif address.path == "/dev.css":
            self._answer(STYLESHEET.read_bytes(), "text/css; charset=utf-8")
        elif address.path == "/gereed":
            self._answer(b"gereed", "text/plain; charset=utf-8")
        else:
            self._answer_message(address.path)

    def do_DELETE(self) -> None:
        """Empty the sink."""
        if urlsplit(self.path).path != "/api/berichten":
            self._not_found()
            return
        for path in paths():
            path.unlink(missing_ok=True)
        self._answer(b"[]", "application/json")

    def _answer_message(self, path: str) -> None:
        found = MESSAGE_PATH.fullmatch(path)
        file = FOLDER / f"{found['id']}.eml" if found else None
        if file is None or not file.exists():
            self._not_found()
        elif found["attachment"] is None:
            self._answer(message_page(file))
        else:
            parts = list(read(file).iter_attachments())
            number = int(found["attachment"])
            if number >= len(parts):
                self._not_found()
                return
            self._answer(parts[number].get_payload(decode=True) or b"", parts[number].get_content_type())

    def _not_found(self) -> None:
        self._answer(page("Niet gevonden", '<p><a href="/">Alle e-mail</a></p>'), status=404)

    def _answer(self, content: bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: the log of the sink is for trouble."""


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    mail = Controller(Sink(), hostname=HOST, port=int(os.environ["SMTP_PORT"]), enable_SMTPUTF8=True)
    mail.start()
    viewer = http.server.ThreadingHTTPServer((HOST, int(os.environ["POST_PORT"])), Viewer)
    threading.Thread(target=viewer.serve_forever, daemon=True).start()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    stop.wait()
    viewer.shutdown()
    mail.stop()


if __name__ == "__main__":
    main()
