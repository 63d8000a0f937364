"""Why the system could not do it, in the reader's language."""

from __future__ import annotations

import errno
import socket

from igangsetter.language import _


def why(error: OSError) -> str:
    """`the disk is full`; what we have no words for is said as the system says it."""
    if isinstance(error, socket.gaierror):  # its numbers are of another kind
        return _("there is no such name on the net")
    known = {
        errno.ENOSPC: _("the disk is full"),
        errno.EACCES: _("it is not yours"),
        errno.EPERM: _("it is not yours"),
        errno.EROFS: _("the disk can only be read"),
        errno.EIO: _("the disk has a fault"),
        errno.ENOENT: _("it is not there"),
        errno.ENOTDIR: _("what should be a folder is a file"),
        errno.EISDIR: _("there is a folder of that name"),
        errno.ENOTEMPTY: _("the folder is not empty"),
        errno.ELOOP: _("it is a link that leads back to itself"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ECONNREFUSED: _("nobody answers there"),
        errno.ECONNRESET: _("the line was cut"),
        errno.EHOSTUNREACH: _("the net does not lead there"),
        errno.ENETUNREACH: _("the net does not lead there"),
        errno.ETIMEDOUT: _("no answer"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
