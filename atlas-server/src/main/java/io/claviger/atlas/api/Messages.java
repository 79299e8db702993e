package io.claviger.atlas.api;

import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Translates the messages of this server for handlers of the library. */
final class Messages {
  private Messages() {}

  static IncomingRequest incoming(Request request) {
    return new IncomingRequest(
        request::headers,
        request.method(),
        request.target(),
        Optional.of(request.address().toString()));
  }

  static Reply reply(int status, List<HttpHeader> headers, String body) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (HttpHeader header : headers) {
      byName.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
    }
    return new Reply(status, byName, body.getBytes(StandardCharsets.UTF_8));
  }
}
