/** Clients that others wrote, against the server. */
@NullMarked
package io.claviger.examples.atlas.clients;

import org.jspecify.annotations.NullMarked;
