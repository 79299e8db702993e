/**
 * HTTP Digest authentication (RFC 7616), the side of the server: for hosts whose clients speak it.
 * {@link io.claviger.access.digest.DigestSettings} turn it on, {@link
 * io.claviger.access.digest.DigestAuthenticator} answers requests.
 */
@NullMarked
package io.claviger.access.digest;

import org.jspecify.annotations.NullMarked;
