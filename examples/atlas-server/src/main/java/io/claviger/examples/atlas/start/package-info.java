/** Options, what outlives the server, the first key. */
@NullMarked
package io.claviger.examples.atlas.start;

import org.jspecify.annotations.NullMarked;
