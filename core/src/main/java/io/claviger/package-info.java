/**
 * What an application imports: the entry point {@link io.claviger.Claviger}, management with {@link
 * io.claviger.ApiKeys}, values.
 *
 * <p>Plain text, of which names, descriptions and labels are, has no control characters (no tab, no
 * line feed) and no half of a surrogate pair. Instants that are kept are in the years 1 to 9999
 * (UTC). A value that is otherwise is refused with {@link io.claviger.InvalidValue} by whatever
 * takes it.
 */
@NullMarked
package io.claviger;

import org.jspecify.annotations.NullMarked;
