package io.claviger.management.internal.api;

import io.claviger.http.access.HttpHeader;
import io.claviger.management.internal.json.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The response of a route.
 *
 * @param document the body; empty for none
 */
public record Reply(int status, List<HttpHeader> headers, Optional<JsonDocument> document) {
  static Reply ok(JsonDocument document) {
    return new Reply(200, List.of(), Optional.of(document));
  }

  static Reply created(JsonDocument document) {
    return new Reply(201, List.of(), Optional.of(document));
  }

  static Reply noContent() {
    return new Reply(204, List.of(), Optional.empty());
  }

  /** Returns this reply with one more header. */
  public Reply with(String name, String value) {
    List<HttpHeader> more = new ArrayList<>(headers);
    more.add(new HttpHeader(name, value));
    return new Reply(status, List.copyOf(more), document);
  }
}
