/**
 * The request path: where does it come from ({@link io.claviger.access.TrustedProxies}), who is it
 * ({@link io.claviger.access.Authenticator}), and may it ({@link io.claviger.access.Authorizer}).
 */
@NullMarked
package io.claviger.access;

import org.jspecify.annotations.NullMarked;
