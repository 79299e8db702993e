/**
 * Reads and writes text. Uses no type of other packages of this library. Exported to the HTTP
 * module only.
 */
@NullMarked
package io.claviger.internal.text;

import org.jspecify.annotations.NullMarked;
