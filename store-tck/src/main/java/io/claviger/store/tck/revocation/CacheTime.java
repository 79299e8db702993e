package io.claviger.store.tck.revocation;

import io.claviger.spi.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the cache of a node goes by.
 *
 * @param maxStaleness how late it may see a change of another node
 */
public record CacheTime(
    Duration maxStaleness,
    InstantSource clock,
    Ticker ticker,
    ScheduledExecutorService background) {}
