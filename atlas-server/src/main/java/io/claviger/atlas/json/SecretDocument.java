package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.claviger.model.SecretInfo;
import io.claviger.model.Usage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret of a key, without the secret.
 *
 * @param hint what may be shown of it
 * @param expires absent for never
 * @param grace how long it lives on once a newer one was used, as in ISO 8601; absent where that
 *     makes no difference
 * @param live whether it can be used
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
  /** As it is at this instant. */
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
