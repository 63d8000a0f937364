"""A layout that gets round the words that are refused still reaches nobody."""

import contextlib
import socket
import threading

import pytest

from igangsetter.handouts import pdf

ASKING = b'#import "@preview/cetz:0.3.1"'


@pytest.fixture
def proxy(monkeypatch):
    """A server that every request of this machine would go through; what it was asked."""
    asked = []

    def answer():
        with contextlib.suppress(OSError):
            while True:
                visitor, _place = server.accept()
                asked.append(visitor.recv(200))
                visitor.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"http://127.0.0.1:{server.getsockname()[1]}"
        for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, place)
        monkeypatch.setenv("NO_PROXY", "")
        thread = threading.Thread(target=answer)
        thread.start()
        yield asked
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("compiled", "asks"), [(pdf._compiled, True), (pdf._compiled_apart, False)]
)
def test_only_what_is_closed_off_asks_nobody(proxy, tmp_path, compiled, asks):
    with pytest.raises(RuntimeError):
        compiled(ASKING, "{}", {"format": "pdf"}, str(tmp_path))
    assert bool(proxy) == asks
