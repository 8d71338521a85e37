"""Runs a command and tells what it used, as one line of JSON: Node cannot ask for what a child used.

Of the command and of all that it waited for itself: CPU time is their sum, memory that of the largest. That of a process
begins at what the process had that started it, which is why one as small as this stands between.
"""

import json
import os
import sys
import time

start = time.perf_counter()
silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, used = os.wait4(pid, 0)
wall = time.perf_counter() - start
maxrss_in_mb = 1_048_576 if sys.platform == "darwin" else 1_024
print(
    json.dumps(
        {
            "code": os.waitstatus_to_exitcode(status),
            "wallMs": wall * 1_000,
            "cpuMs": (used.ru_utime + used.ru_stime) * 1_000,
            "peakMb": used.ru_maxrss / maxrss_in_mb,
        }
    )
)
