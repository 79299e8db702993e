/**
 * {@link io.claviger.store.cache.CachingApiKeyStore}: the keys in use, kept near, with a bound on
 * how late a change of them can be seen.
 */
@NullMarked
package io.claviger.store.cache;

import org.jspecify.annotations.NullMarked;
