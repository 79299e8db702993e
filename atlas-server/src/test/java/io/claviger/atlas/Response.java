package io.claviger.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server answered.
 *
 * @param headers by their names in lower case
 */
public record Response(int status, Map<String, List<String>> headers, String body) {
  /** All that came until the connection was closed; lengths are announced, never chunked. */
  static Response of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    List<String> head = Arrays.asList(text.substring(0, end).split("\r\n", -1));
    Map<String, List<String>> headers = new HashMap<>();
    for (String line : head.subList(1, head.size())) {
      String[] pair = line.split(": ", 2);
      headers
          .computeIfAbsent(pair[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(pair[1]);
    }
    int status = Integer.parseInt(head.get(0).split(" ", -1)[1]);
    return new Response(status, headers, text.substring(end + 4));
  }

  /** The first value of a header; empty where it is not there. */
  public String header(String name) {
    return headers.getOrDefault(name, List.of("")).get(0);
  }

  /** The body as JSON. */
  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(body);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }

  /** What stands there in the body, say {@code results.0.id}. */
  public String text(String path) {
    return json().at("/" + path.replace('.', '/')).asText();
  }

  /** Status and code of an error with its parameters, or the status alone. */
  public String outcome() {
    JsonNode code = body.isEmpty() ? new ObjectMapper().nullNode() : json().path("errorCode");
    return code.isTextual()
        ? status + " " + code.textValue() + " " + json().path("parameters")
        : Integer.toString(status);
  }
}
