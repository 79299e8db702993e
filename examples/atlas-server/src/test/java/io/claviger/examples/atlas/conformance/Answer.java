package io.claviger.examples.atlas.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.claviger.examples.atlas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the server answered.
 *
 * @param headers by their names in lower case
 */
record Answer(int status, Map<String, String> headers, String body) {
  /** What is there; a missing node for a place that is not there, or a body that is no JSON. */
  JsonNode at(String pointer) {
    return Json.read(body.getBytes(StandardCharsets.UTF_8))
        .map(tree -> tree.at(pointer))
        .orElse(MissingNode.getInstance());
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return status + " " + body.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(private)");
  }
}
