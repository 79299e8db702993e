/**
 * The server side of HTTP Digest authentication (RFC 7616), for applications whose clients use it.
 * {@link io.claviger.http.digest.Digest} turns it on, and its presentation reads the answers in
 * requests.
 */
@NullMarked
package io.claviger.http.digest;

import org.jspecify.annotations.NullMarked;
