/** TLS: the certificate of the server and its private key, from files that may change. */
@NullMarked
package io.claviger.atlas.tls;

import org.jspecify.annotations.NullMarked;
