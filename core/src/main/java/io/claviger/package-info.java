/**
 * What an application imports: the entry point {@link io.claviger.Claviger}, management with {@link
 * io.claviger.ApiKeys}, values.
 *
 * <p>Plain text, of which names, descriptions and labels are, has no control characters (no tab, no
 * line feed) and no half of a surrogate pair.
 */
@NullMarked
package io.claviger;

import org.jspecify.annotations.NullMarked;
