/**
 * The request path. An {@link io.claviger.access.Authenticator} finds the key of a credential, and
 * an {@link io.claviger.access.Authorizer} decides whether the key may perform the action of the
 * request.
 */
@NullMarked
package io.claviger.access;

import org.jspecify.annotations.NullMarked;
