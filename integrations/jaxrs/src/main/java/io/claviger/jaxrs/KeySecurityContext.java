package io.claviger.jaxrs;

import io.claviger.http.access.ApiKeyPrincipal;
import jakarta.ws.rs.core.SecurityContext;

/**
 * The security context of a request that a key sent.
 *
 * @param principal the key
 * @param secure whether the request came over a secure channel, as the server says
 */
record KeySecurityContext(ApiKeyPrincipal principal, boolean secure) implements SecurityContext {
  @Override
  public ApiKeyPrincipal getUserPrincipal() {
    return principal;
  }

  @Override
  public boolean isUserInRole(String role) {
    return principal.hasAuthority(role);
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return ApiKeyRequestFilter.AUTHENTICATION_SCHEME;
  }
}
