/**
 * A store in memory, for tests and for programs that may lose everything at exit: {@link
 * io.claviger.store.memory.InMemoryApiKeyStore}.
 */
@NullMarked
package io.claviger.store.memory;

import org.jspecify.annotations.NullMarked;
