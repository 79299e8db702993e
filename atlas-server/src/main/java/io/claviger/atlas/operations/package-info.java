/** Numbers and health of the server, for those who operate it. */
@NullMarked
package io.claviger.atlas.operations;

import org.jspecify.annotations.NullMarked;
