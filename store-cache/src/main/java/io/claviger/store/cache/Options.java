package io.claviger.store.cache;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** The options of a cache. */
record Options(
    Bounds bounds,
    Sizes sizes,
    Clocks clocks,
    ScheduledExecutorService background,
    Executor reads) {}
