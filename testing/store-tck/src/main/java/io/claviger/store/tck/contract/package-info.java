/**
 * The contract of a store: {@link io.claviger.store.tck.contract.ApiKeyStoreContract} is the class
 * to extend.
 */
@NullMarked
package io.claviger.store.tck.contract;

import org.jspecify.annotations.NullMarked;
