/** Options, what outlives the server, the first key. */
@NullMarked
package io.claviger.atlas.start;

import org.jspecify.annotations.NullMarked;
