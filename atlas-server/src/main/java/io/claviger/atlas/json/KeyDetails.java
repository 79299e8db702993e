package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.claviger.model.ApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyUsage;
import io.claviger.model.Usage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key with details that Atlas does not show.
 *
 * @param states {@code ACTIVE}, or the other states of the key, which may be two
 * @param expires absent if the key does not expire
 * @param whitelistSize the number of entries
 * @param secrets oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyDetails(
    String id,
    String publicKey,
    String desc,
    List<RoleDocument> roles,
    List<ApiKey.State> states,
    String created,
    @Nullable String expires,
    int whitelistSize,
    List<SecretDocument> secrets,
    UsageDocument usage) {
  /** Creates the details of a key at this instant. */
  public static KeyDetails of(ApiKey key, KeyUsage usage, Instant now) {
    return new KeyDetails(
        key.id().value(),
        key.publicKey().value(),
        key.description(),
        key.roles().stream().map(role -> RoleDocument.of(key.organization(), role)).toList(),
        states(key, now),
        key.createdAt().toString(),
        key.expiresAt().map(Instant::toString).orElse(null),
        key.whitelist().size(),
        secrets(key, usage, now),
        UsageDocument.of(usage.key()));
  }

  private static List<ApiKey.State> states(ApiKey key, Instant now) {
    return Arrays.stream(ApiKey.State.values())
        .filter(state -> KeyFilter.all().inState(state).matches(key, now))
        .toList();
  }

  private static List<SecretDocument> secrets(ApiKey key, KeyUsage usage, Instant now) {
    return key.secrets().stream()
        .map(
            secret ->
                SecretDocument.of(
                    secret, usage.secrets().getOrDefault(secret.id(), Usage.none()), now))
        .toList();
  }
}
