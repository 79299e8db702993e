/** An HTTP server on which clients of the Atlas Administration API manage their keys. */
@NullMarked
package io.claviger.atlas;

import org.jspecify.annotations.NullMarked;
