/**
 * Not exported: the part of the contract that manages organizations and keys over the store under
 * test, so that every rule is proved on every store.
 */
@NullMarked
package io.claviger.store.tck.management;

import org.jspecify.annotations.NullMarked;
