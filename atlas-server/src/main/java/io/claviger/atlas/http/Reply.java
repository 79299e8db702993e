package io.claviger.atlas.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param headers by name, with the values in their order
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
  /** Creates a reply with a body of this type. */
  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, Map.of("Content-Type", List.of(contentType)), body);
  }

  /** Creates a reply without a body. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  /** Returns this reply with one more header. */
  public Reply with(String name, List<String> values) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(name, values);
    return new Reply(status, more, body);
  }

  /** Leaves out the body, which may hold a secret. */
  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
