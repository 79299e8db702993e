package io.claviger.atlas.conformance;

import io.claviger.atlas.Signing;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request. Path, headers and body may name things of the {@link World} in braces.
 *
 * @param path below the base
 * @param body in JSON, with single quotes for double ones; empty for none
 * @param who the name of a key, or one of the constants
 * @param from the address of the sender
 * @param signing how it is signed by Digest
 */
record Call(
    String method,
    String base,
    String path,
    String body,
    String who,
    String from,
    Map<String, String> headers,
    Signing signing) {
  /** No credential at all. */
  static final String NOBODY = "";

  /** Who holds a public key that no key has. */
  static final String UNKNOWN = "an unknown key";

  /** With a nonce that nobody used. */
  static final Signing USUAL = Signing.of("{nonce}");

  /** Where calls come from that say nothing else. */
  static final String HOME = "127.0.0.1";

  private static Call of(String method, String path, String body) {
    return new Call(method, "/api/atlas/v1.0", path, body, NOBODY, HOME, Map.of(), USUAL);
  }

  static Call get(String path) {
    return of("GET", path, "");
  }

  static Call delete(String path) {
    return of("DELETE", path, "");
  }

  static Call post(String path, String body) {
    return of("POST", path, body).with("Content-Type", "application/json");
  }

  static Call patch(String path, String body) {
    return of("PATCH", path, body).with("Content-Type", "application/json");
  }

  /** Asks for an access token with the id and the secret of this account. */
  static Call token(String account) {
    return oauth("/token", "grant_type=client_credentials")
        .with("Authorization", "Basic {" + account + ".basic}");
  }

  /** A request to an endpoint of OAuth; its body is a form. */
  static Call oauth(String path, String form) {
    return of("POST", path, form)
        .under("/api/oauth")
        .with("Content-Type", "application/x-www-form-urlencoded");
  }

  static Call request(String method, String path) {
    return of(method, path, "");
  }

  Call as(String newWho) {
    return new Call(method, base, path, body, newWho, from, headers, signing);
  }

  Call from(String address) {
    return new Call(method, base, path, body, who, address, headers, signing);
  }

  Call under(String newBase) {
    return new Call(method, newBase, path, body, who, from, headers, signing);
  }

  Call with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, base, path, body, who, from, more, signing);
  }

  Call withBody(String more) {
    return new Call(method, base, path, body + more, who, from, headers, signing);
  }

  Call signed(Signing newSigning) {
    return new Call(method, base, path, body, who, from, headers, newSigning);
  }

  boolean reads() {
    return method.equals("GET");
  }

  /** For the document. */
  String says() {
    StringBuilder text = new StringBuilder("`" + method + " " + shownBase() + path + "`");
    if (!body.isEmpty()) {
      text.append(" `").append(shortened(body.replace('\'', '"'))).append("`");
    }
    headers.forEach(
        (name, value) -> {
          if (!value.equals("application/json")) {
            text.append(", `").append(name).append(": ").append(value).append("`");
          }
        });
    text.append(who.equals(NOBODY) ? " by nobody" : " by " + who);
    text.append(saysSigning());
    return text + (from.equals(HOME) ? "" : " from " + from);
  }

  private String saysSigning() {
    StringBuilder text = new StringBuilder();
    if (!signing.nonce().equals(USUAL.nonce())) {
      text.append(", nonce `").append(signing.nonce()).append("`");
    }
    if (signing.count() != USUAL.count()) {
      text.append(", `nc=").append(HexFormat.of().toHexDigits(signing.count())).append("`");
    }
    if (!signing.algorithm().equals(USUAL.algorithm())) {
      text.append(", ").append(signing.algorithm());
    }
    if (!signing.uri().isEmpty()) {
      text.append(", `uri` `").append(signing.uri()).append("`");
    }
    if (!signing.spelling().equals(Signing.USUAL)) {
      text.append(", as `").append(signing.spelling().replace('\'', '"')).append("`");
    }
    return text.toString();
  }

  private String shownBase() {
    return base.equals("/api/atlas/v1.0") && !path.isEmpty() ? "" : base;
  }

  /** In code points, so that none is cut in two. */
  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= 160
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 60))
            + "…"
            + text.substring(text.offsetByCodePoints(0, length - 40));
  }
}
