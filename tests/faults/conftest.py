"""These tests stand between POSIX calls, and kill with SIGKILL."""

import os

collect_ignore_glob = [] if os.name == "posix" else ["*"]
