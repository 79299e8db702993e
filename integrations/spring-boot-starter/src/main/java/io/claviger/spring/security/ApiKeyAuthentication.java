package io.claviger.spring.security;

import io.claviger.http.access.ApiKeyPrincipal;
import java.util.Objects;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Transient;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * A request with a valid API key. Its authorities are the {@linkplain ApiKeyPrincipal#authorities
 * names} of the roles and permissions of the key on its organization. It is never kept in a
 * session: the key is checked for each request. Its details are {@link WebAuthenticationDetails}
 * with the address of the client, as whitelists see it, and without a session.
 */
@Transient
public final class ApiKeyAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient ApiKeyPrincipal principal;

  /** Creates the authentication of this key, which was just admitted. */
  public ApiKeyAuthentication(ApiKeyPrincipal principal) {
    super(
        AuthorityUtils.createAuthorityList(
            Objects.requireNonNull(principal, "principal").authorities()));
    this.principal = principal;
    super.setDetails(new WebAuthenticationDetails(principal.address().toString(), null));
    super.setAuthenticated(true);
  }

  @Override
  public ApiKeyPrincipal getPrincipal() {
    return principal;
  }

  /** Returns an empty text: the secret of the key is not kept. */
  @Override
  public String getCredentials() {
    return "";
  }

  /** Returns the id of the key. */
  @Override
  public String getName() {
    return principal.getName();
  }
}
