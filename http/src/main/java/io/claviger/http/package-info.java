/**
 * What a server reads in a request over HTTP: what it presents ({@link
 * io.claviger.http.AuthorizationHeader}), and where it comes from ({@link
 * io.claviger.http.TrustedProxies}).
 */
@NullMarked
package io.claviger.http;

import org.jspecify.annotations.NullMarked;
