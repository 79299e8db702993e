/** A server that clients of the Atlas Administration API manage their keys on. */
@NullMarked
package io.claviger.atlas;

import org.jspecify.annotations.NullMarked;
