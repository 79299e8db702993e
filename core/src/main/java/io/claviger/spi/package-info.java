/**
 * The interfaces for authors of stores and extensions, such as {@link io.claviger.spi.ApiKeyStore},
 * and their values. Applications that listen to changes or read events use this package too.
 */
@NullMarked
package io.claviger.spi;

import org.jspecify.annotations.NullMarked;
