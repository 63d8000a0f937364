"""Run one command and write what it cost: `launch.py DESCRIPTOR COMMAND …`.

A process of its own, because the system counts the memory of whoever starts a process as its peak.
"""

import json
import os
import sys

child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
told = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]
os.write(int(sys.argv[1]), json.dumps(told).encode())
