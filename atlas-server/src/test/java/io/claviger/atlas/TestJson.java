package io.claviger.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/** Reads what a server answered. */
public final class TestJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TestJson() {}

  /** Returns the value; empty if the text is no JSON. */
  public static Optional<JsonNode> read(byte[] text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node instanceof MissingNode ? Optional.empty() : Optional.of(node);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
