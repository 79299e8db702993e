/**
 * What the author of a store imports: {@link io.claviger.spi.ApiKeyStore} and values of its own;
 * and a host that listens to changes or reads events.
 */
@NullMarked
package io.claviger.spi;

import org.jspecify.annotations.NullMarked;
