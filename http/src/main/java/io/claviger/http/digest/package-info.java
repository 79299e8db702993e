/**
 * HTTP Digest authentication (RFC 7616), the side of the server: for hosts whose clients speak it.
 * {@link io.claviger.http.digest.Digest} turns it on, {@link
 * io.claviger.http.digest.DigestAuthenticator} answers requests.
 */
@NullMarked
package io.claviger.http.digest;

import org.jspecify.annotations.NullMarked;
