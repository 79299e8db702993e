package io.claviger.benchmarks.http;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * The usual hand-written filter: it finds a hash by the public half of the token, and checks
 * bcrypt.
 */
final class BcryptFilter {

  /** One secret for all keys, because a hash for each would take minutes. */
  private static final String SECRET = "the same for every key of this measurement";

  private BcryptFilter() {}

  static Filter of(List<String> tokens) {
    String same = BCrypt.hashpw(SECRET, BCrypt.gensalt(10));
    Map<String, String> hashes = new HashMap<>();
    tokens.forEach(token -> hashes.put(publicHalf(token), same));
    return (request, response, chain) -> {
      String token = Tokens.of((HttpServletRequest) request);
      String hash = token == null ? null : hashes.get(publicHalf(token));
      if (hash != null && BCrypt.checkpw(SECRET, hash)) {
        chain.doFilter(request, response);
      } else {
        ((HttpServletResponse) response).setStatus(401);
      }
    };
  }

  private static String publicHalf(String token) {
    return token.substring(0, token.lastIndexOf('_'));
  }
}
