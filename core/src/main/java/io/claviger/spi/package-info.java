/**
 * What the author of a store imports: {@link io.claviger.spi.ApiKeyStore} and values of its own
 * ({@link io.claviger.access.PresentedKey}, which it gives too, is among those of a request); and a
 * host that listens to changes or reads events.
 */
@NullMarked
package io.claviger.spi;

import org.jspecify.annotations.NullMarked;
