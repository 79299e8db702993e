package io.claviger.spi.store;

import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.bridge.UsageMemo;
import io.claviger.internal.text.Arguments;
import io.claviger.internal.text.HexId;
import io.claviger.internal.time.Micros;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.PublicKey;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Whitelist;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A key that was found by its public key: the parts of the key, of its secrets and of its
 * organization that a request needs. They are read together, since a decision needs all of them.
 *
 * <p>Caches keep many lookups, so this class is compact: it keeps ids and times as numbers, and
 * makes values from them on request. Immutable, except that the request path notes with it where
 * its use is counted; that is no part of the value. Two lookups of equal parts are equal.
 */
public final class KeyLookup {
  static {
    InternalAccess.register(KeyLookup.class, new Memo());
  }

  private final LookupOrganization organization;
  private final int idHead;
  private final long idTail;
  private final String publicKey;

  /** In UTF-8. A text takes 24 bytes more. */
  private final byte[] description;

  private final Labels labels;
  private final SortedSet<RoleAssignment> roles;
  private final Whitelist whitelist;
  private final boolean enabled;
  private final long expiresAt;
  private final Optional<Limits.Rate> rateLimit;
  private final KeyKind kind;

  /** The first secret, without a list in between; null if there is none. */
  private final @Nullable LookupSecret first;

  /** All secrets; null if there is only the first. */
  private final @Nullable List<LookupSecret> all;

  /** The count of the last use. It need not be volatile, see {@link UsageMemo}. */
  private @Nullable Object usage;

  private KeyLookup(
      LookupOrganization organization,
      KeyLookup of,
      SortedSet<RoleAssignment> roles,
      Labels labels,
      KeyKind kind) {
    this.organization = organization;
    this.idHead = of.idHead;
    this.idTail = of.idTail;
    this.publicKey = of.publicKey;
    this.description = of.description;
    this.labels = labels;
    this.roles = roles;
    this.whitelist = of.whitelist;
    this.enabled = of.enabled;
    this.expiresAt = of.expiresAt;
    this.rateLimit = of.rateLimit;
    this.kind = kind;
    this.first = of.first;
    this.all = of.all;
  }

  private KeyLookup(
      LookupOrganization organization,
      ApiKeyId id,
      PublicKey publicKey,
      ApiKeySettings settings,
      List<LookupSecret> secrets) {
    this.organization = Objects.requireNonNull(organization, "organization");
    this.idHead = HexId.head(id.value());
    this.idTail = HexId.tail(id.value());
    this.publicKey = publicKey.value();
    this.description = settings.description().getBytes(StandardCharsets.UTF_8);
    this.labels = settings.labels();
    this.roles = settings.roles();
    this.whitelist = settings.whitelist();
    this.enabled = settings.isEnabled();
    this.expiresAt = settings.expiresAt().map(Micros::toMicros).orElse(Micros.NEVER);
    this.rateLimit = settings.rateLimit();
    this.kind = KeyKind.none();
    List<LookupSecret> copy = List.copyOf(secrets);
    StoredApiKey.requireFew(copy);
    this.first = copy.isEmpty() ? null : copy.get(0);
    this.all = copy.size() == 1 ? null : copy;
  }

  /**
   * Returns a lookup of an ordinary key of this organization, with these secrets in the order of
   * {@link StoredApiKey}. No part may be null.
   *
   * @throws InvalidValueException if there are more than 10,000 secrets
   */
  public static KeyLookup of(
      LookupOrganization organization,
      ApiKeyId id,
      PublicKey publicKey,
      ApiKeySettings settings,
      List<LookupSecret> secrets) {
    Arguments.require(id, "id", publicKey, "publicKey", settings, "settings", secrets, "secrets");
    return new KeyLookup(organization, id, publicKey, settings, secrets);
  }

  /**
   * Returns a lookup of whole values, as {@link ApiKeyStore#read} returns them.
   *
   * @throws InvalidValueException if the key is of another organization
   */
  public static KeyLookup of(Organization organization, StoredApiKey stored) {
    Arguments.require(organization, "organization", stored, "stored");
    ApiKey key = stored.key();
    if (!key.organization().equals(organization.id())) {
      throw InvalidValueException.of(
          "lookup of key " + key.id(),
          organization.id().value(),
          "must be in the organization of the key, " + key.organization());
    }
    KeyLookup ofNoKind =
        new KeyLookup(
            LookupOrganization.of(organization),
            key.id(),
            key.publicKey(),
            key.settings(),
            stored.secrets().stream().map(LookupSecret::of).toList());
    return ofNoKind.withKind(key.kind());
  }

  /** Returns the same lookup of a key of this kind. */
  public KeyLookup withKind(KeyKind newKind) {
    Objects.requireNonNull(newKind, "kind");
    return newKind.equals(kind) ? this : new KeyLookup(organization, this, roles, labels, newKind);
  }

  /**
   * Returns an equal lookup that uses these objects instead. A cache calls it so that keys with
   * equal parts share them. The secrets stay the same objects.
   *
   * @throws IllegalArgumentException if the organization has another id, or if the roles or the
   *     labels are not equal to those of this lookup
   */
  public KeyLookup sharing(
      LookupOrganization itsOrganization, SortedSet<RoleAssignment> itsRoles, Labels itsLabels) {
    Arguments.require(
        itsOrganization, "itsOrganization", itsRoles, "itsRoles", itsLabels, "itsLabels");
    if (!organization.id().equals(itsOrganization.id())
        || !roles.equals(itsRoles)
        || !labels.equals(itsLabels)) {
      throw new IllegalArgumentException(
          "must share an organization of the same id, equal roles and equal labels");
    }
    return new KeyLookup(itsOrganization, this, itsRoles, itsLabels, kind);
  }

  /** Returns the organization of the key. */
  public LookupOrganization organization() {
    return organization;
  }

  /** Returns the id of the key. */
  public ApiKeyId id() {
    return new ApiKeyId(HexId.text(idHead, idTail));
  }

  /** Returns the public key. */
  public PublicKey publicKey() {
    return new PublicKey(publicKey);
  }

  /** Checks whether this is the public key. */
  public boolean has(PublicKey other) {
    return publicKey.equals(Objects.requireNonNull(other, "other").value());
  }

  /** Returns the description of the key. */
  public String description() {
    return new String(description, StandardCharsets.UTF_8);
  }

  /** Returns the labels of the key. */
  public Labels labels() {
    return labels;
  }

  /** Returns the roles on the organization and on projects, in order; never empty. */
  public SortedSet<RoleAssignment> roles() {
    return roles;
  }

  /** Returns the addresses from which the key may be used. */
  public Whitelist whitelist() {
    return whitelist;
  }

  /** Checks whether the key is enabled. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Returns the instant from which the key no longer authenticates; empty for never. */
  public Optional<Instant> expiresAt() {
    return Micros.orNever(expiresAt);
  }

  /** Returns the expiry in microseconds since 1970; {@link Long#MAX_VALUE} for never. */
  public long expiresAtMicros() {
    return expiresAt;
  }

  /** Returns how often the key may be used; empty for no limit. */
  public Optional<Limits.Rate> rateLimit() {
    return rateLimit;
  }

  /** Returns the kind of the key. */
  public KeyKind kind() {
    return kind;
  }

  /** Returns the secrets, oldest first; immutable. */
  public List<LookupSecret> secrets() {
    return all == null ? List.of(Objects.requireNonNull(first)) : all;
  }

  /** Returns the number of secrets. */
  public int secretCount() {
    return all == null ? 1 : all.size();
  }

  /** Returns the secret at this index of {@link #secrets}. */
  public LookupSecret secret(int index) {
    return all == null || index == 0 ? Objects.requireNonNull(first) : all.get(index);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyLookup that
        && idHead == that.idHead
        && idTail == that.idTail
        && enabled == that.enabled
        && expiresAt == that.expiresAt
        && organization.equals(that.organization)
        && publicKey.equals(that.publicKey)
        && Arrays.equals(description, that.description)
        && labels.equals(that.labels)
        && roles.equals(that.roles)
        && whitelist.equals(that.whitelist)
        && rateLimit.equals(that.rateLimit)
        && kind.equals(that.kind)
        && secrets().equals(that.secrets());
  }

  @Override
  public int hashCode() {
    return Objects.hash(idHead, idTail, organization, enabled, expiresAt, secrets());
  }

  /** Returns the id, the public key and the organization. */
  @Override
  public String toString() {
    return "KeyLookup[" + id() + ", " + publicKey + ", " + organization + "]";
  }

  /** Keeps the note in a field of the lookup. */
  private static final class Memo implements UsageMemo<KeyLookup> {
    @Override
    public @Nullable Object noted(KeyLookup key) {
      return key.usage;
    }

    @Override
    public void note(KeyLookup key, @Nullable Object count) {
      key.usage = count;
    }
  }
}
