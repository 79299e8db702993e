/**
 * A cache of keys in use, with a bound on how late a change is seen: {@link
 * io.claviger.store.cache.CachingApiKeyStore}.
 */
@NullMarked
package io.claviger.store.cache;

import org.jspecify.annotations.NullMarked;
