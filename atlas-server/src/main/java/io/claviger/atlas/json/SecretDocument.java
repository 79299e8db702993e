package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.claviger.model.SecretInfo;
import io.claviger.model.Usage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a key, without its text.
 *
 * @param hint the part of the secret that may be shown
 * @param expires absent if the secret does not expire
 * @param grace how long the secret lives after a newer one is first used, in ISO 8601; absent if
 *     that makes no difference
 * @param live whether the secret can be used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretDocument(
    String id,
    String hint,
    String created,
    @Nullable String expires,
    @Nullable String grace,
    boolean live,
    UsageDocument usage) {
  /** Creates the document of a secret at this instant. */
  public static SecretDocument of(SecretInfo secret, Usage usage, Instant now) {
    return new SecretDocument(
        secret.id().value(),
        secret.hint().redacted(),
        secret.createdAt().toString(),
        secret.expiresAt().map(Instant::toString).orElse(null),
        secret.grace().map(Duration::toString).orElse(null),
        secret.isLive(now),
        UsageDocument.of(usage));
  }
}
