/** Error codes, and what a client is told of them. */
@NullMarked
package io.claviger.atlas.errors;

import org.jspecify.annotations.NullMarked;
