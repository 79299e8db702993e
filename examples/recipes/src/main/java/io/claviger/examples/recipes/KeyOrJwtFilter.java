package io.claviger.examples.recipes;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.JWTProcessor;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.IncomingRequest;
import io.claviger.servlet.ApiKeyFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.text.ParseException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets API keys and the JWTs of users in by the same header, {@code Authorization: Bearer}.
 *
 * <pre>{@code
 * DefaultJWTProcessor<SecurityContext> jwts = new DefaultJWTProcessor<>();
 * jwts.setJWSKeySelector(selector);
 * jwts.setJWTClaimsSetVerifier(verifier);
 * FilterRegistration.Dynamic filter = context.addFilter("api", new KeyOrJwtFilter(access, jwts));
 * filter.setAsyncSupported(true);
 * filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/api/*");
 * }</pre>
 *
 * <p>{@link HttpAccess#presentsCredential} distinguishes them: a JWT does not have the form of a
 * token of a key. All requests without a valid JWT go to the {@link ApiKeyFilter}, which admits
 * keys and answers 401. So issue keys as tokens ({@code Claviger.builder(store).tokens(...)}).
 *
 * <p>For a user, {@code getUserPrincipal()} has the subject of the JWT as its name, and {@code
 * isUserInRole} checks its claim {@code scope}. Scopes then have the names of permissions.
 *
 * <p>A request with a key in a header for tokens and a JWT is a request of the key.
 *
 * <p>It cannot know which issuer and audience are yours: set a verifier that requires both. It does
 * not check the whitelist and the limiter for users, since both belong to keys.
 */
public final class KeyOrJwtFilter extends HttpFilter {
  private static final long serialVersionUID = 1;
  private static final String BEARER = "Bearer ";

  private final transient HttpAccess access;
  private final transient ApiKeyFilter keys;
  private final transient JWTProcessor<SecurityContext> jwts;

  /** Creates the filter. */
  public KeyOrJwtFilter(HttpAccess access, JWTProcessor<SecurityContext> jwts) {
    this.access = Objects.requireNonNull(access, "access");
    this.keys = ApiKeyFilter.required(access);
    this.jwts = Objects.requireNonNull(jwts, "jwts");
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<JWTClaimsSet> user = user(request);
    if (user.isPresent()) {
      chain.doFilter(new UserRequest(request, user.get()), response);
    } else {
      keys.doFilter(request, response, chain);
    }
  }

  private Optional<JWTClaimsSet> user(HttpServletRequest request) throws ServletException {
    List<String> values = Collections.list(request.getHeaders("Authorization"));
    if (values.size() != 1
        || !values.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())
        || access.presentsCredential(incoming(request))) {
      return Optional.empty();
    }
    try {
      return Optional.of(jwts.process(values.get(0).substring(BEARER.length()), null));
    } catch (ParseException | BadJOSEException e) {
      return Optional.empty();
    } catch (JOSEException e) {
      throw new ServletException("JWTs cannot be checked", e);
    }
  }

  private static IncomingRequest incoming(HttpServletRequest request) {
    return new IncomingRequest(
        name -> Collections.list(request.getHeaders(name)),
        request.getMethod(),
        request.getRequestURI(),
        Optional.ofNullable(request.getRemoteAddr()));
  }

  /** The request of a user. */
  private static final class UserRequest extends HttpServletRequestWrapper {
    private final JWTClaimsSet claims;

    UserRequest(HttpServletRequest request, JWTClaimsSet claims) {
      super(request);
      this.claims = claims;
    }

    @Override
    public Principal getUserPrincipal() {
      return claims::getSubject;
    }

    @Override
    public boolean isUserInRole(String role) {
      Object scope = claims.getClaim("scope");
      return scope instanceof String names && List.of(names.split(" ")).contains(role);
    }
  }
}
