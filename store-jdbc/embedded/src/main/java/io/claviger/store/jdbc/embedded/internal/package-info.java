/** Opens the store of the programs of this repository; not for applications. */
@NullMarked
package io.claviger.store.jdbc.embedded.internal;

import org.jspecify.annotations.NullMarked;
