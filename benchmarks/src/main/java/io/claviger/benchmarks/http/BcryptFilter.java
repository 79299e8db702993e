package io.claviger.benchmarks.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * The usual hand-written filter: it finds a hash by the public half of the token, and checks
 * bcrypt.
 */
final class BcryptFilter extends HttpFilter {
  private static final long serialVersionUID = 1;
  private static final int STRENGTH = 10;
  private static final String BEARER = "Bearer ";

  /** One secret for all keys, because a hash for each would take minutes. */
  private static final String SECRET = "the same for every key of this measurement";

  private final transient Map<String, String> hashes = new HashMap<>();

  BcryptFilter(List<String> tokens) {
    String hash = BCrypt.hashpw(SECRET, BCrypt.gensalt(STRENGTH));
    tokens.forEach(token -> hashes.put(publicHalf(token), hash));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String header = request.getHeader("Authorization");
    String hash =
        header != null && header.startsWith(BEARER)
            ? hashes.get(publicHalf(header.substring(BEARER.length())))
            : null;
    if (hash != null && BCrypt.checkpw(SECRET, hash)) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(401);
    }
  }

  private static String publicHalf(String token) {
    return token.substring(0, token.lastIndexOf('_'));
  }
}
