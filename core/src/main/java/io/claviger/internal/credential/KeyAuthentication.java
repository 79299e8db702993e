package io.claviger.internal.credential;

import io.claviger.Caller;
import io.claviger.IpAddress;
import io.claviger.OrganizationId;
import io.claviger.Revision;
import io.claviger.SecretId;
import io.claviger.access.Authenticated;
import io.claviger.access.PresentedKey;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.management.KeyCaller;
import io.claviger.internal.value.Timestamps;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one implementation: outside of this module nobody can make it without authenticating. */
public final class KeyAuthentication implements Authenticated {
  private final PackedKey key;
  private final int secretIndex;
  private final long micros;

  // Made when somebody asks for it; not volatile: another one would be equal.
  private @Nullable PresentedKey apiKey;

  /** With the secret of that index, judged at that time. */
  public KeyAuthentication(PackedKey key, int secretIndex, long micros) {
    this.key = key;
    this.secretIndex = secretIndex;
    this.micros = micros;
  }

  /** The key as it was found. */
  public PackedKey key() {
    return key;
  }

  /** The place of the secret among those of the key. */
  public int secretIndex() {
    return secretIndex;
  }

  /** When it was judged, in microseconds. */
  public long micros() {
    return micros;
  }

  @Override
  public OrganizationId organization() {
    return key.organization().id();
  }

  @Override
  public PresentedKey apiKey() {
    PresentedKey made = apiKey;
    if (made == null) {
      made = key.key();
      apiKey = made;
    }
    return made;
  }

  @Override
  public SecretId secret() {
    return key.secretId(secretIndex);
  }

  @Override
  public Optional<Instant> expiresAt() {
    return key.end(secretIndex, micros);
  }

  @Override
  public Revision revision() {
    return key.organization().revision();
  }

  @Override
  public Instant at() {
    return Timestamps.ofMicros(micros);
  }

  @Override
  public Caller.Key caller(IpAddress address) {
    return new KeyCaller(organization(), key.id(), secret(), address);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyAuthentication that
        && key.equals(that.key)
        && secretIndex == that.secretIndex
        && micros == that.micros;
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, secretIndex, micros);
  }

  /** The key's id and public half. */
  @Override
  public String toString() {
    return "Authenticated[" + apiKey().id() + ", " + apiKey().publicKey() + "]";
  }
}
