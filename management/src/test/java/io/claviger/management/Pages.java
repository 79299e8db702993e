package io.claviger.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.HttpResponse;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pages of an application, which has the strictest policy under which the element works. */
final class Pages {
  static final String API = "/account/api-keys";

  /** A page with the element. The parameters are attributes: those of the document, and others. */
  static final String KEYS = "/keys";

  /** A page without the element and its script. */
  static final String BARE = "/bare";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; connect-src 'self';"
          + " require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors 'none'";

  private static final List<String> OF_THE_DOCUMENT = List.of("lang", "dir");

  private Pages() {}

  /** Returns the page at a path, with the parameters of a query, which may be null. */
  static HttpResponse at(String path, String query) {
    return switch (path) {
      case KEYS -> page(POLICY, keys(parameters(query)));
      case BARE -> page(POLICY, html(Map.of("lang", "en"), "<h1>Account</h1>"));
      // Loads nothing and so has no policy: its scripts are those of a test.
      case "/evil" -> page("frame-ancestors 'none'", html(Map.of(), "<h1>Another site</h1>"));
      case "/texts.json" -> HttpResponse.of(200, type("application/json"), TEXTS);
      default -> HttpResponse.of(404, List.of(), "");
    };
  }

  /** Texts of a language from right to left: some of those that the element has. */
  private static final String TEXTS =
      """
      {
        "title": "\u0645\u0641\u0627\u062a\u064a\u062d",
        "create": "\u0625\u0646\u0634\u0627\u0621 \u0645\u0641\u062a\u0627\u062d",
        "list.search": "\u0628\u062d\u062b",
        "of": "{name} \u2014 {what}"
      }
      """;

  private static String keys(Map<String, String> parameters) {
    Map<String, String> ofTheElement = new TreeMap<>(parameters);
    OF_THE_DOCUMENT.forEach(ofTheElement::remove);
    Map<String, String> ofTheDocument = new TreeMap<>(Map.of("lang", "en"));
    ofTheDocument.putAll(parameters);
    ofTheDocument.keySet().retainAll(OF_THE_DOCUMENT);
    return html(
        ofTheDocument,
        "<h1>Account</h1><script type=\"module\" src=\""
            + API
            + "/claviger-keys.js\"></script><claviger-keys"
            + attributes(ofTheElement)
            + "></claviger-keys>");
  }

  private static String html(Map<String, String> attributes, String main) {
    return "<!doctype html><html"
        + attributes(attributes)
        + "><head><meta charset=\"utf-8\"><title>Account</title>"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + "<meta name=\"color-scheme\" content=\"light dark\"></head><body><main>"
        + main
        + "</main></body></html>";
  }

  private static String attributes(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .map(each -> " " + each.getKey() + "=\"" + each.getValue() + "\"")
        .collect(Collectors.joining());
  }

  private static HttpResponse page(String policy, String html) {
    List<HttpHeader> headers = type("text/html");
    return HttpResponse.of(
        200, List.of(headers.get(0), new HttpHeader("Content-Security-Policy", policy)), html);
  }

  private static List<HttpHeader> type(String type) {
    return List.of(new HttpHeader("Content-Type", type + "; charset=utf-8"));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String each : query == null ? new String[0] : query.split("&")) {
      String[] parts = each.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return parameters;
  }
}
