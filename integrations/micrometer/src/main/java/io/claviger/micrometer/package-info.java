/**
 * Registers the numbers of {@link io.claviger.ClavigerMetrics} and {@link
 * io.claviger.store.cache.CacheMetrics} as Micrometer meters. A registry reads them when it
 * publishes; requests do no additional work. {@code docs/metrics.md} lists the meters.
 */
package io.claviger.micrometer;
