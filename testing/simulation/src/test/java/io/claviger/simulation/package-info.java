/**
 * The caches of several nodes over one simulated store, in one thread, on virtual time. Everything
 * that happens follows from a seed. Begin with {@link io.claviger.simulation.Simulation}.
 */
@NullMarked
package io.claviger.simulation;

import org.jspecify.annotations.NullMarked;
