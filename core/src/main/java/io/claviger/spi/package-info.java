/**
 * What an application may implement: directories of its owners and projects, listeners of changes,
 * a clock, schemes of verifiers, and proofs. This package is frozen with 0.1, except {@link
 * io.claviger.spi.Proof}. Stores have a package of their own, {@link io.claviger.spi.store}.
 */
@NullMarked
package io.claviger.spi;

import org.jspecify.annotations.NullMarked;
