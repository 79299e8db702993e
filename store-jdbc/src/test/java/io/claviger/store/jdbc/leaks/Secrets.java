package io.claviger.store.jdbc.leaks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.claviger.model.PrivateKey;
import io.claviger.spi.Verifier;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What must not be read anywhere: whole or in part, as text or in the forms in which bytes are
 * shown. A part is ten bytes, which is less than the redacted form of a UUID gives away, and more
 * than is there by chance. Thread-safe: verifiers are learnt on more than one thread.
 */
final class Secrets {
  private static final int DIGITS_OF_UUID_SHOWN = 12;

  private final Map<Integer, Pieces> byLength = new TreeMap<>();

  /** All of it but what its redacted form tells. */
  void add(PrivateKey key) {
    add("a private key", hiddenPart(key).getBytes(ISO_8859_1));
  }

  /** What is behind the scheme. */
  void add(Verifier verifier) {
    String encoded = verifier.encoded();
    String hash = encoded.substring(encoded.lastIndexOf('$') + 1);
    add("a verifier", hash.getBytes(ISO_8859_1));
  }

  /** Bytes, under a name that may be told. */
  synchronized void add(String name, byte[] secret) {
    addForm(name, 10, new String(secret, ISO_8859_1));
    for (HexFormat hex : List.of(HexFormat.of(), HexFormat.of().withUpperCase())) {
      addForm(name + " in hexadecimal digits", 20, hex.formatHex(secret));
    }
    for (int before = 0; before < 3; before++) {
      addForm(name + " in Base64", 12, base64(Base64.getEncoder(), secret, before));
      addForm(name + " in Base64", 12, base64(Base64.getUrlEncoder(), secret, before));
    }
    addForm(name + " as numbers", 30, Arrays.toString(secret));
  }

  /** What of it is in the text, if anything. */
  synchronized Optional<String> in(String text) {
    return byLength.values().stream()
        .map(pieces -> pieces.find(text))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private void addForm(String name, int length, String form) {
    byLength.computeIfAbsent(length, Pieces::new).addAllOf(form, name);
  }

  private static String hiddenPart(PrivateKey key) {
    String clear = key.reveal();
    String redacted = key.toString();
    int shownBehind = redacted.endsWith("*") ? 0 : DIGITS_OF_UUID_SHOWN;
    return clear.substring(redacted.indexOf('*'), clear.length() - shownBehind);
  }

  /** As it is encoded behind so many other bytes, without the digits that mix with other bytes. */
  private static String base64(Base64.Encoder encoder, byte[] secret, int before) {
    byte[] bytes = new byte[before + secret.length];
    System.arraycopy(secret, 0, bytes, before, secret.length);
    String encoded = encoder.withoutPadding().encodeToString(bytes);
    int mixed = before == 0 ? 0 : before + 1;
    return encoded.substring(mixed, bytes.length / 3 * 4);
  }
}
