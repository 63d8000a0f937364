"""Mail servers of our own on loopback: what comes in, and what goes wrong on the way."""

import datetime as dt
import email
import email.policy
import ipaddress
import socket
import ssl
import threading
from contextlib import contextmanager, suppress

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
USER, PASSWORD = "kari", "hemmelig-42"


class Box:
    """The letter box of a server. `troubles` are answered first, one a mail: a line, or DROP."""

    DROP = "drop"
    DROP_AFTER = "drop after"

    def __init__(self):
        self.mails, self.troubles, self.refused, self.broken = [], [], [], []

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        if self.broken:
            self.broken.pop()
            server.transport.abort()
        if address in self.refused:
            return "550 5.1.1 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        trouble = self.troubles.pop(0) if self.troubles else ""
        if trouble == self.DROP:
            server.transport.abort()
            return "451 gone"
        if trouble and trouble != self.DROP_AFTER:
            return trouble
        found = email.message_from_bytes(envelope.content, policy=email.policy.default)
        found.recipients = envelope.rcpt_tos
        self.mails.append(found)
        if trouble:
            server.transport.abort()
        return "250 OK"


class _Server(Controller):
    def __init__(self, box, **kind):
        self._kind = kind
        super().__init__(box, hostname=HOST, port=0, ssl_context=kind.pop("tls", None))

    def factory(self):
        return SMTP(self.handler, hostname="post.example.org", **self._kind)

    def _trigger_server(self):
        # Ours is whichever port was free, not the one that was asked for.
        address = self.server.sockets[0].getsockname()
        with socket.create_connection(address, timeout=5):
            self._factory_invoked.wait(5)


@contextmanager
def post_office(box, *, user="", context=None, starttls=False):
    """A running server; its port."""

    def allowed(server, session, envelope, mechanism, data):
        fits = (data.login.decode(), data.password.decode()) == (user, PASSWORD)
        return AuthResult(success=fits, handled=False)

    kind = {"enable_SMTPUTF8": False}
    if user:
        kind |= {"authenticator": allowed, "auth_required": True, "auth_require_tls": starttls}
    if context:
        kind |= {"tls_context": context} if starttls else {"tls": context}
    server = _Server(box, **kind)
    server.start()
    try:
        yield server.server.sockets[0].getsockname()[1]
    finally:
        server.stop(no_assert=True)


def certificate(folder, *, days=30):
    """A server's TLS context for HOST, and the file of the certificate to trust; `days` may be past."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=100))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    folder.mkdir(parents=True, exist_ok=True)
    trusted, both = folder / "trusted.pem", folder / "server.pem"
    trusted.write_bytes(pem)
    both.write_bytes(pem + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, trusted


@contextmanager
def odd_server(answers):
    """A server that says these lines, one for each that it hears; without any it drips for ever."""
    listening = socket.create_server((HOST, 0))
    over = threading.Event()

    def serve():
        with suppress(OSError):
            line, _address = listening.accept()
            with line:
                if answers is None:
                    while not over.wait(0.05):
                        line.sendall(b"2")
                    return
                for answer in answers:
                    line.sendall(answer)
                    line.recv(4096)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        listening.close()
        thread.join(5)
