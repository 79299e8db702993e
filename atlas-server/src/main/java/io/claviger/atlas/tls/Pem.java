package io.claviger.atlas.tls;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a PEM file. Text around the blocks is ignored, as OpenSSL does. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private final String text;

  Pem(byte[] bytes) {
    this.text = new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Returns the decoded content of each complete block with this label, in order. */
  List<byte[]> blocks(String label) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(label))
        // This decoder skips line breaks.
        .map(block -> Base64.getMimeDecoder().decode(block.group(2)))
        .toList();
  }

  /** Returns whether a block with such a label begins, complete or not. */
  boolean mentions(String label) {
    return text.contains("-----BEGIN " + label + "-----");
  }
}
