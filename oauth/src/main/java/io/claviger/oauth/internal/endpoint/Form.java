package io.claviger.oauth.internal.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.http.access.IncomingRequest;
import io.claviger.http.internal.body.BlockingBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Form-encoded parameters. Each is there once at most, and one without a value counts as absent
 * (RFC 6749, section 3.2).
 */
public final class Form {
  private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  /** How many bytes a body may have. */
  public static final int MAX_BYTES = 8_192;

  private static final Pattern BROKEN = Pattern.compile("[^!-~]|%(?![0-9A-Fa-f]{2})");

  private final Map<String, String> values;

  private Form(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the parameters of a request from its body.
   *
   * @throws OAuthProblem if it has another media type, is too long, too slow or not form-encoded,
   *     or if a parameter is in the query
   * @throws UncheckedIOException if the body cannot be read
   */
  public static Form read(IncomingRequest request, BlockingBody body) {
    List<String> types = request.headers().values("Content-Type");
    String type = types.size() == 1 ? types.get(0).split(";", 2)[0].strip() : "";
    if (!type.toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
      throw OAuthProblem.invalidRequest(415, "The Content-Type must be " + MEDIA_TYPE + ".");
    }
    int mark = request.target().indexOf('?');
    if (mark >= 0) {
      of(request.target().substring(mark + 1)).requireNoneInQuery();
    }
    return read(body);
  }

  /** A query is in logs, where a secret must not be. */
  private void requireNoneInQuery() {
    for (String name : List.of("client_id", "client_secret", "token", "grant_type", "scope")) {
      if (values.containsKey(name)) {
        throw OAuthProblem.invalidRequest("The parameters must be in the body.");
      }
    }
  }

  private static Form read(BlockingBody body) {
    try {
      byte[] bytes = body.read(MAX_BYTES + 1).orElseThrow(Form::tooSlow);
      if (bytes.length > MAX_BYTES) {
        throw OAuthProblem.invalidRequest(413, "The body has more than " + MAX_BYTES + " bytes.");
      }
      return of(new String(bytes, ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("the client did not send the whole body", e);
    }
  }

  private static OAuthProblem tooSlow() {
    return OAuthProblem.invalidRequest(
        408, "The body took longer than " + BlockingBody.TIME.toSeconds() + " seconds.");
  }

  static Form of(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!pair.isEmpty() && values.put(name, value) != null) {
        throw OAuthProblem.invalidRequest("A parameter is there twice.");
      }
    }
    return new Form(values);
  }

  private static String decoded(String text) {
    return decode(text)
        .orElseThrow(() -> OAuthProblem.invalidRequest("The parameters are not form-encoded."));
  }

  /** Returns the value of a parameter; empty if it has none, or is not there. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Decodes a text that is form-encoded: a plus sign is a space, and a percent sign begins a byte
   * in UTF-8. Empty for a text that is not: with another character than visible ASCII, an
   * incomplete byte, or bytes that are not UTF-8.
   */
  static Optional<String> decode(String text) {
    if (BROKEN.matcher(text).find()) {
      return Optional.empty();
    }
    byte[] bytes = URLDecoder.decode(text, ISO_8859_1).getBytes(ISO_8859_1);
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
