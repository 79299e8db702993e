package io.claviger.store.cache;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** How a cache is to behave. */
record Options(
    Bounds bounds,
    Sizes sizes,
    Clocks clocks,
    ScheduledExecutorService background,
    Executor reads) {}
