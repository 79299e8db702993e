package io.claviger.servlet;

import io.claviger.http.access.ApiKeyPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A request with the key that sent it. */
final class ApiKeyRequest extends HttpServletRequestWrapper {
  private final ApiKeyPrincipal principal;

  ApiKeyRequest(HttpServletRequest request, ApiKeyPrincipal principal) {
    super(request);
    this.principal = principal;
  }

  /** Returns the request itself if it has this principal already, as in a forward. */
  @SuppressWarnings("ReferenceEquality") // An equal principal may come from another filter.
  static HttpServletRequest of(HttpServletRequest request, ApiKeyPrincipal principal) {
    return request.getUserPrincipal() == principal
        ? request
        : new ApiKeyRequest(request, principal);
  }

  @Override
  public Principal getUserPrincipal() {
    return principal;
  }

  @Override
  public String getRemoteUser() {
    return principal.getName();
  }

  @Override
  public String getAuthType() {
    return ApiKeyFilter.AUTH_TYPE;
  }

  @Override
  public boolean isUserInRole(@Nullable String role) {
    return role != null && principal.hasAuthority(role);
  }

  /** The container must not challenge: the request is authenticated. */
  @Override
  public boolean authenticate(HttpServletResponse response) {
    return true;
  }
}
