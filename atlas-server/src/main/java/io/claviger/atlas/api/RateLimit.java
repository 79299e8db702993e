package io.claviger.atlas.api;

import java.time.Duration;

/**
 * The limit of requests of one key.
 *
 * @param requests the requests that a rested key may send at once; at least 1
 * @param period the time in which a key gets that many requests back, evenly; whole seconds
 */
public record RateLimit(int requests, Duration period) {}
