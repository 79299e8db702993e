/**
 * Reads HTTP requests: the credential that a request presents ({@link
 * io.claviger.http.Authorization}) and the address that it comes from ({@link
 * io.claviger.http.TrustedProxies}).
 */
@NullMarked
package io.claviger.http;

import org.jspecify.annotations.NullMarked;
