package io.claviger.management.internal.api;

import io.claviger.http.access.IncomingRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests that a page of another site sends with the session of a user. It does not ask
 * who calls: browsers keep Basic and Digest as they keep sessions.
 *
 * <ul>
 *   <li>A change has {@code Content-Type: application/json} and {@code Claviger-Request: 1}. No
 *       form sends them, and another site needs the permission of CORS for them.
 *   <li>If there is {@code Sec-Fetch-Site}, it must be {@code same-origin}; for a read also {@code
 *       none}.
 *   <li>Otherwise, if there is {@code Origin}, it must have the host of the request, or be
 *       configured. Browsers send no {@code Sec-Fetch-Site} over plain HTTP.
 *   <li>A request with neither comes from a program, and is judged by its credential.
 * </ul>
 *
 * @param origins more origins of the application, such as {@code http://app.example}: for a proxy
 *     that changes the host
 */
public record CrossSiteRules(Set<String> origins) {
  private static final String OTHER_SITE = "This request comes from a page of another site.";

  /** From a page of the application, or by an address that a person has typed. */
  private static final Set<String> READING = Set.of("same-origin", "none");

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** Copies the set. */
  public CrossSiteRules {
    origins = Set.copyOf(origins);
  }

  /** Throws the problem for the client if the request is a change and breaks a rule. */
  void check(IncomingRequest request) {
    Optional<String> site = header(request, "Sec-Fetch-Site");
    if (SAFE.contains(request.method())) {
      // By the time of a read, another site could search in what it cannot see.
      if (site.isPresent() && !READING.contains(site.get())) {
        throw Problem.crossSite(OTHER_SITE);
      }
      return;
    }
    if (!isJson(header(request, "Content-Type").orElse(""))) {
      throw Problem.unsupportedMediaType();
    }
    if (!header(request, IncomingRequest.PAGE_HEADER).equals(Optional.of("1"))) {
      throw Problem.crossSite("Send the header " + IncomingRequest.PAGE_HEADER + ": 1.");
    }
    Optional<String> origin = header(request, "Origin");
    boolean own =
        site.isPresent()
            ? site.get().equals("same-origin")
            : origin.isEmpty() || isOwn(request, origin.get());
    if (!own) {
      throw Problem.crossSite(OTHER_SITE);
    }
  }

  private boolean isOwn(IncomingRequest request, String origin) {
    int scheme = origin.indexOf("://");
    String host = scheme < 0 ? "" : origin.substring(scheme + 3);
    return origins.contains(origin)
        || header(request, "Host").filter(host::equalsIgnoreCase).isPresent();
  }

  private static boolean isJson(String type) {
    String lower = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "");
    return lower.equals("application/json") || lower.equals("application/json;charset=utf-8");
  }

  /** Returns the value of a header; several are joined by commas, which no rule accepts. */
  static Optional<String> header(IncomingRequest request, String name) {
    List<String> values = request.headers().values(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values).strip());
  }
}
