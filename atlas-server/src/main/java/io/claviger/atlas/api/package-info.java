/** The resource: routes, and a handler for each operation. */
@NullMarked
package io.claviger.atlas.api;

import org.jspecify.annotations.NullMarked;
