package io.claviger.benchmarks.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The smallest possible filter for tokens: it looks up the token in a map and sets an
 * authentication. It does not hash. It has no expiry, whitelist or count of use.
 */
final class MapFilter extends OncePerRequestFilter {
  private final Map<String, String> users = new HashMap<>();
  private final List<GrantedAuthority> authorities;

  MapFilter(List<String> tokens, List<GrantedAuthority> authorities) {
    tokens.forEach(token -> users.put(token, "user" + users.size()));
    this.authorities = authorities;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String token = Tokens.of(request);
    String user = token == null ? null : users.get(token);
    if (user == null) {
      response.setStatus(401);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(user, "", authorities));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }
}
