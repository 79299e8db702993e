/** Numbers and health of the server, for those who operate it. */
@NullMarked
package io.claviger.atlas.monitoring;

import org.jspecify.annotations.NullMarked;
