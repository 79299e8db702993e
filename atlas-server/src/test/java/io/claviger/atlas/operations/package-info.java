/** What operators ask a server. */
@NullMarked
package io.claviger.atlas.operations;

import org.jspecify.annotations.NullMarked;
