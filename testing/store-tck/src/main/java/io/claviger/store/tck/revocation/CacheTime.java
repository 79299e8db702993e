package io.claviger.store.tck.revocation;

import io.claviger.spi.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The bound and the clocks of the cache of a node.
 *
 * @param maxStaleness how late the cache may see a change of another node
 */
public record CacheTime(
    Duration maxStaleness,
    InstantSource clock,
    Ticker ticker,
    ScheduledExecutorService background) {}
