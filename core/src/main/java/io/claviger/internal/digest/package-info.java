/** Not exported: the texts and hashes of HTTP Digest (RFC 7616), its nonces and their uses. */
@NullMarked
package io.claviger.internal.digest;

import org.jspecify.annotations.NullMarked;
