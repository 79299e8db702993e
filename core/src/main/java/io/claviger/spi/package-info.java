/**
 * What an application may implement: directories of its owners and projects, listeners of changes,
 * a clock, schemes of verifiers, and proofs. Stores have a package of their own, {@link
 * io.claviger.spi.store}.
 */
@NullMarked
package io.claviger.spi;

import org.jspecify.annotations.NullMarked;
