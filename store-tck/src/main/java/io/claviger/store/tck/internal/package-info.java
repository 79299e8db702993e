/** Not exported: what all parts of the contract need of threads and of chance. */
@NullMarked
package io.claviger.store.tck.internal;

import org.jspecify.annotations.NullMarked;
