/** The store that the properties choose. Not for applications: it may change in every version. */
@NullMarked
package io.claviger.spring.internal.store;

import org.jspecify.annotations.NullMarked;
