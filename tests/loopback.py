"""No test gets off this machine: not one that starts a peer of its own, and not to ask for a name."""

import ipaddress
import re
import socket
from contextlib import contextmanager

NETWORK = re.compile(
    r"socket\.(?:connect|send|get\w*(?:addr|name))|(?:urllib|http|smtplib|ftplib)\."
)
PROGRAM = re.compile(
    r"subprocess\.Popen|os\.(?:exec|posix_spawn|spawn|system|startfile)|webbrowser\.|pty\."
)
_listening = []
_TO = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
_ASKS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}


def guard(event, arguments):
    """An audit hook that stops whatever would leave this machine, and lets a test listen."""
    for heard in _listening:
        if NETWORK.match(event) or PROGRAM.match(event):
            heard.append((event, arguments))
    if event in _TO:
        address = arguments[_TO[event]]
        if isinstance(address, tuple) and not _is_here(address[0]):
            raise RuntimeError(f"A test reached for the network: {event} {address}")
    elif event in _ASKS:
        name = arguments[0][0] if isinstance(arguments[0], tuple) else arguments[0]
        # The first by RFC 2606, the second by this: a mail server asks what its machine is called.
        if str(name).endswith(".invalid") or name == socket.gethostname():
            raise socket.gaierror(socket.EAI_NONAME, "there is no such name")
        if not _is_here(name):
            raise RuntimeError(f"A test asked the network for a name: {name}")


def _is_here(host):
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


@contextmanager
def listened():
    """What this process does with the network and with other programs: events and arguments."""
    heard = []
    _listening.append(heard)
    try:
        yield heard
    finally:
        _listening.remove(heard)
