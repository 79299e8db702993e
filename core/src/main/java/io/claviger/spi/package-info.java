/**
 * What the author of a store imports: {@link io.claviger.spi.ApiKeyStore} and the values it takes
 * and gives, but for {@link io.claviger.access.PresentedKey}; and a host that listens to changes or
 * reads events.
 */
@NullMarked
package io.claviger.spi;

import org.jspecify.annotations.NullMarked;
