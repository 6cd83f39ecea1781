"""How a command ends when the system tells it to (SIGTERM): as where somebody stops it by hand, so that what it has written
meanwhile is taken away."""

import os
import signal
import threading
import time
from typing import NoReturn

PATIENCE = 8.0  # seconds; a statement of the engine may run on, and whoever ends commands kills them after ten


def stop_when_told() -> None:
    """From now on, in this process; only its main thread may ask for it."""
    told, tells = os.pipe()
    os.set_blocking(tells, False)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_end_at_last, args=(told,), daemon=True).start()


def _stop(*about: object) -> NoReturn:
    raise KeyboardInterrupt


def _end_at_last(told: int) -> None:
    """What is left then is taken away by the next command of its kind."""
    while signal.SIGTERM not in os.read(told, 1):
        pass
    time.sleep(PATIENCE)
    os._exit(128 + signal.SIGTERM)
