package io.claviger.oauth.internal.token;

import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PublicKey;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes of a token, without its head and its MAC. Numbers are unsigned, the highest byte first:
 *
 * <pre>
 * id of the key          12
 * id of the secret       12
 * public key              1 for its length, and that many
 * audience                8
 * issued, in seconds      5
 * lifetime, in seconds    3
 * id of the token        12
 * scope                   2 for its length, and that many; length 0 means all roles of the key
 * </pre>
 */
final class TokenBytes {
  static final int AUDIENCE_BYTES = 8;

  private static final int ID_BYTES = 12;
  private static final int ISSUE_BITS = 40;
  private static final int LIFETIME_BITS = 24;

  /** More than all parts have together. */
  private static final int MAX_BYTES = 700;

  private TokenBytes() {}

  /** Checks whether a token can say that it was issued at this instant. */
  static boolean holdIssue(Instant issuedAt) {
    return issuedAt.getNano() == 0 && issuedAt.getEpochSecond() >>> ISSUE_BITS == 0;
  }

  /** Checks whether a token can say that it lasts so long. */
  static boolean holdLifetime(Duration lifetime) {
    return lifetime.getNano() == 0 && lifetime.getSeconds() >>> LIFETIME_BITS == 0;
  }

  static byte[] write(SealedToken sealed, byte[] audience) {
    AccessToken token = sealed.token();
    long issued = sealed.issuedAt().getEpochSecond();
    byte[] publicKey = ascii(sealed.publicKey().value());
    byte[] scope = ascii(sealed.roles().map(ScopeText::write).orElse(""));
    ByteBuffer to = ByteBuffer.allocate(MAX_BYTES);
    to.put(id(token.apiKey().value())).put(id(sealed.secret().value()));
    to.put((byte) publicKey.length).put(publicKey);
    to.put(audience);
    to.putLong((issued << LIFETIME_BITS) + token.expiresAt().getEpochSecond() - issued);
    to.put(id(token.id().value()));
    to.putShort((short) scope.length).put(scope);
    return Arrays.copyOf(to.array(), to.position());
  }

  /** Returns what these bytes say; empty if they are for another audience, or say nothing. */
  static Optional<SealedToken> read(byte[] bytes, byte[] audience) {
    try {
      ByteBuffer from = ByteBuffer.wrap(bytes);
      ApiKeyId key = new ApiKeyId(id(from));
      SecretId secret = new SecretId(id(from));
      PublicKey publicKey = new PublicKey(text(from, from.get()));
      boolean meant = Arrays.equals(take(from, AUDIENCE_BYTES), audience);
      long times = from.getLong();
      Instant issued = Instant.ofEpochSecond(times >>> LIFETIME_BITS);
      Instant end = issued.plusSeconds(times & ((1 << LIFETIME_BITS) - 1));
      AccessTokenId id = new AccessTokenId(id(from));
      String scope = text(from, from.getShort());
      Optional<Set<RoleAssignment>> roles =
          scope.isEmpty() ? Optional.empty() : ScopeText.read(scope);
      return meant && !from.hasRemaining() && scope.isEmpty() == roles.isEmpty()
          ? Optional.of(
              new SealedToken(new AccessToken(key, id, end), publicKey, secret, issued, roles))
          : Optional.empty();
    } catch (BufferUnderflowException | InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static byte[] id(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String id(ByteBuffer from) {
    return HexFormat.of().formatHex(take(from, ID_BYTES));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(ByteBuffer from, int length) {
    return new String(take(from, length), StandardCharsets.US_ASCII);
  }

  private static byte[] take(ByteBuffer from, int length) {
    if (length < 0) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    from.get(part);
    return part;
  }
}
