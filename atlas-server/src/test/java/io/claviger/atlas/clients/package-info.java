/** Clients that others wrote, against the server. */
@NullMarked
package io.claviger.atlas.clients;

import org.jspecify.annotations.NullMarked;
