/** Helpers of the contract for threads and random walks. The package is not exported. */
@NullMarked
package io.claviger.store.tck.internal;

import org.jspecify.annotations.NullMarked;
