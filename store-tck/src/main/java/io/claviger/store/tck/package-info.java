/**
 * For authors of stores: {@link io.claviger.store.tck.ApiKeyStoreContract}, one class to extend.
 * For tests of hosts: time that stands still until told, and a store that fails on command.
 */
@NullMarked
package io.claviger.store.tck;

import org.jspecify.annotations.NullMarked;
