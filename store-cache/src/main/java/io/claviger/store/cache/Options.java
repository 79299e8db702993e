package io.claviger.store.cache;

import io.claviger.Background;
import java.util.concurrent.Executor;

/** How a cache is to behave. */
record Options(Bounds bounds, Sizes sizes, Clocks clocks, Background background, Executor reads) {}
