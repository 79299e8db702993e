package io.claviger.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys, secrets and revoked access tokens that {@link io.claviger.ApiKeys#deleteExpired}
 * deleted. Immutable.
 */
public final class DeletedExpired {
  private final List<ApiKey> keys;
  private final List<SecretId> secrets;
  private final int revokedTokens;

  private DeletedExpired(List<ApiKey> keys, List<SecretId> secrets, int revokedTokens) {
    this.keys = List.copyOf(Objects.requireNonNull(keys, "keys"));
    this.secrets = List.copyOf(Objects.requireNonNull(secrets, "secrets"));
    this.revokedTokens = revokedTokens;
  }

  /**
   * Returns a report of all these parts. This is for the library, and gets a parameter for each new
   * part. An application gets one from {@link io.claviger.ApiKeys#deleteExpired}.
   */
  public static DeletedExpired of(List<ApiKey> keys, List<SecretId> secrets, int revokedTokens) {
    return new DeletedExpired(keys, secrets, revokedTokens);
  }

  /** Returns the deleted keys as they were; immutable. */
  public List<ApiKey> keys() {
    return keys;
  }

  /** Returns the deleted secrets of keys that stay; immutable. */
  public List<SecretId> secrets() {
    return secrets;
  }

  /**
   * Returns how many revoked access tokens were deleted, of all organizations; 0 if the caller was
   * not the application.
   */
  public int revokedTokens() {
    return revokedTokens;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeletedExpired that
        && keys.equals(that.keys)
        && secrets.equals(that.secrets)
        && revokedTokens == that.revokedTokens;
  }

  @Override
  public int hashCode() {
    return Objects.hash(keys, secrets, revokedTokens);
  }

  @Override
  public String toString() {
    return "DeletedExpired[keys=%s, secrets=%s, revokedTokens=%s]"
        .formatted(keys, secrets, revokedTokens);
  }
}
