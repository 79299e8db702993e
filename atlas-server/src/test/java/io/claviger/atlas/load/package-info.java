/** Many clients at once, from another process than the server. */
@NullMarked
package io.claviger.atlas.load;

import org.jspecify.annotations.NullMarked;
