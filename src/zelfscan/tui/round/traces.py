"""What a round leaves behind outside its files: as little as a program can see to.

Freed memory, and what the system moves to disk when memory is short, are beyond a program's reach: docs/veiligheid.md
says so.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from functools import lru_cache

HARMLESS = frozenset({"TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DIM_FACTOR", "TEXTUAL_FPS"})
"""What of Textual's variables only says how things are drawn. The others log, draw pictures, type or load code."""
NO_DUMPS = 4, 0
"""PR_SET_DUMPABLE, off: no core dump, and no other program of this account may look into the memory."""


def close_the_windows(environ: MutableMapping[str, str] = os.environ) -> None:
    """Switch off what writes down a running program: logs, tools of developers, pictures, core dumps.

    Before Textual is loaded, which looks at its variables only then.
    """
    for name in [name for name in environ if name == "TEXTUAL" or name.startswith("TEXTUAL_")]:
        if name not in HARMLESS:
            del environ[name]
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(*NO_DUMPS, 0, 0, 0)


def forget_texts() -> None:
    """Empty every cache of this process that keeps texts which were drawn once, of Textual and others.

    What is emptied here is only made again when it is needed.
    """
    from textual.cache import FIFOCache, LRUCache

    # Twice: what the first round lets go may have held others.
    for _ in range(2):
        gc.unfreeze()
        gc.collect()
        for found in gc.get_objects():
            if type(found) in (_CACHED, LRUCache, FIFOCache):
                found.cache_clear() if type(found) is _CACHED else found.clear()


_CACHED = type(lru_cache(lambda: None))
