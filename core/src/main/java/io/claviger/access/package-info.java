/**
 * The request path: who is it ({@link io.claviger.access.Authenticator}), and may it ({@link
 * io.claviger.access.Authorizer}).
 */
@NullMarked
package io.claviger.access;

import org.jspecify.annotations.NullMarked;
