/**
 * What an application imports: the entry point {@link io.claviger.Claviger}, management with {@link
 * io.claviger.ApiKeys}, values.
 */
@NullMarked
package io.claviger;

import org.jspecify.annotations.NullMarked;
