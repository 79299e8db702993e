/**
 * The request path: who presents a credential ({@link io.claviger.access.Authenticator}), and may
 * it do what the request wants ({@link io.claviger.access.Authorizer}).
 */
@NullMarked
package io.claviger.access;

import org.jspecify.annotations.NullMarked;
