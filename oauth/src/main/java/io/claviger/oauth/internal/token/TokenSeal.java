package io.claviger.oauth.internal.token;

import io.claviger.Peppers;
import io.claviger.internal.crypto.HmacSha256;
import io.claviger.internal.crypto.Sha256;
import io.claviger.model.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Seals access tokens, {@code PREFIX_at.} and Base64url of: the version of the format, that of the
 * pepper, {@linkplain TokenBytes the content}, and a MAC over {@code PREFIX_at.} and all bytes
 * before it. Nothing is encrypted, since nothing in a token is secret. It has exactly one dot: a
 * token of a key has none and a JWT has two, so the three cannot be confused. Thread-safe.
 */
public final class TokenSeal {
  private static final String LABEL = "claviger-oauth access token 1";
  private static final byte FORMAT = 1;
  private static final int HEAD_BYTES = 1 + Integer.BYTES;
  private static final int MAC_BYTES = 16;
  private static final byte[] NOTHING = new byte[0];

  /** The maximum length of a token, in characters. */
  private static final int MAX_LENGTH = 1_000;

  private final String begin;
  private final byte[] beginBytes;
  private final byte[] audience;
  private final int current;
  private final Map<Integer, HmacSha256> macs = new HashMap<>();

  /**
   * Creates a seal.
   *
   * @param prefix that of a token format
   * @param audience names who accepts the tokens
   * @throws InvalidValueException if there is no current pepper
   */
  public TokenSeal(Peppers peppers, String prefix, String audience) {
    this.begin = prefix + "_at.";
    this.beginBytes = begin.getBytes(StandardCharsets.US_ASCII);
    byte[] name = audience.getBytes(StandardCharsets.UTF_8);
    this.audience =
        Arrays.copyOf(new Sha256().of(NOTHING, NOTHING, name), TokenBytes.AUDIENCE_BYTES);
    this.current =
        peppers
            .currentVersion()
            .orElseThrow(
                () ->
                    InvalidValueException.hidden(
                        "peppers",
                        "must have a current version, under which access tokens are sealed; create"
                            + " them with Peppers.of(version, key)"));
    peppers
        .keysFor(LABEL, "HmacSHA256")
        .forEach((version, key) -> macs.put(version, new HmacSha256(key.getEncoded())));
  }

  /** Returns the token. */
  @SuppressWarnings("NullAway") // there is a MAC for the current version
  public String seal(SealedToken token) {
    byte[] content = TokenBytes.write(token, audience);
    ByteBuffer sealed = ByteBuffer.allocate(HEAD_BYTES + content.length + MAC_BYTES);
    sealed.put(FORMAT).putInt(current).put(content);
    byte[] signed = Arrays.copyOf(sealed.array(), sealed.position());
    sealed.put(macs.get(current).of(beginBytes, signed), 0, MAC_BYTES);
    return begin + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
  }

  /** Returns the form of the tokens. */
  public Pattern pattern() {
    return Pattern.compile(begin.replace(".", "\\.") + "[0-9A-Za-z_-]{100,}");
  }

  /** Checks whether a text begins like a token. */
  public boolean begins(String text) {
    return text.startsWith(begin);
  }

  /**
   * Returns the content of a token; empty unless one of these peppers sealed it, with this prefix
   * and for this audience. The MAC is compared in constant time, and before the content is looked
   * at.
   */
  public Optional<SealedToken> open(String text) {
    if (!begins(text) || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    byte[] sealed = decode(text.substring(begin.length()));
    int end = sealed.length - MAC_BYTES;
    if (end < HEAD_BYTES || sealed[0] != FORMAT) {
      return Optional.empty();
    }
    HmacSha256 key = macs.get(ByteBuffer.wrap(sealed).getInt(1));
    if (key == null) {
      return Optional.empty();
    }
    byte[] mac = Arrays.copyOf(key.of(beginBytes, Arrays.copyOf(sealed, end)), MAC_BYTES);
    return MessageDigest.isEqual(mac, Arrays.copyOfRange(sealed, end, sealed.length))
        ? TokenBytes.read(Arrays.copyOfRange(sealed, HEAD_BYTES, end), audience)
        : Optional.empty();
  }

  /** Decodes only the spelling that an encoder writes; returns no bytes for another text. */
  private static byte[] decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      // Only the last group has other spellings, by padding or by bits that no byte has.
      byte[] last = Arrays.copyOfRange(bytes, bytes.length - bytes.length % 3, bytes.length);
      return text.endsWith(Base64.getUrlEncoder().withoutPadding().encodeToString(last))
          ? bytes
          : NOTHING;
    } catch (IllegalArgumentException e) {
      return NOTHING;
    }
  }
}
