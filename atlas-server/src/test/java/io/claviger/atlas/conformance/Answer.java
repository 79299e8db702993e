package io.claviger.atlas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.claviger.atlas.TestJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What the server answered.
 *
 * @param headers by their names in lower case; several values of one on lines of their own
 */
record Answer(int status, Map<String, String> headers, String body) {
  /** What is there; a missing node for a place that is not there, or a body that is no JSON. */
  JsonNode at(String pointer) {
    return TestJson.read(body.getBytes(StandardCharsets.UTF_8))
        .map(tree -> tree.at(pointer))
        .orElse(MissingNode.getInstance());
  }

  /** The challenges, in their order. */
  List<String> challenges() {
    String values = headers.getOrDefault("www-authenticate", "");
    return values.isEmpty() ? List.of() : List.of(values.split("\n", -1));
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return status + " " + body.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(private)");
  }
}
