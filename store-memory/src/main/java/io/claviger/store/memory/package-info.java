/**
 * {@link io.claviger.store.memory.InMemoryApiKeyStore}: for tests, and for programs that can lose
 * everything at exit.
 */
@NullMarked
package io.claviger.store.memory;

import org.jspecify.annotations.NullMarked;
