package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads and writes JSON. Reading is strict: it accepts one value without repeated keys, and limits
 * the depth and the number of tokens.
 */
public final class Json {
  private static final int DEEPEST = 20;

  /** Many more than a whitelist needs. Each token takes many times the memory of its text. */
  private static final int MOST_TOKENS = 20_000;

  /** The byte order mark. RFC 8259 lets a reader ignore it, and some editors write it. */
  private static final String MARK = "\ufeff";

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  /**
   * Returns the only value of the text, which may begin with a byte order mark. Returns empty if
   * the text is not JSON, not UTF-8, or exceeds a limit.
   */
  public static Optional<JsonNode> read(byte[] text) {
    try {
      // Jackson would guess the encoding, and accept some texts that are not UTF-8.
      String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      JsonNode node = MAPPER.readTree(json.startsWith(MARK) ? json.substring(1) : json);
      return node instanceof MissingNode ? Optional.empty() : Optional.of(node);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the document as JSON text. */
  public static byte[] write(Object document, boolean pretty) {
    try {
      return pretty
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document)
          : MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that cannot be written", e);
    }
  }
}
