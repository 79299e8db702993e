package io.claviger.internal.lookup;

import io.claviger.ApiKeyId;
import io.claviger.IpAddress;
import io.claviger.OrganizationId;
import io.claviger.PublicKey;
import io.claviger.RoleAssignment;
import io.claviger.SecretId;
import io.claviger.WhitelistEntry;
import io.claviger.access.PresentedKey;
import io.claviger.internal.usage.Tally;
import io.claviger.internal.value.EntrySource;
import io.claviger.internal.value.PackedEntries;
import io.claviger.internal.value.PackedNumbers;
import io.claviger.internal.value.WhitelistMatcher;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupOrganization;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.UsedThrough;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A key as a check reads it. One that is kept is one run of bytes, what a check reads in front:
 * hundreds of thousands of them are kept, and of each object of a key the processor has to fetch, a
 * request waits for memory. Its values are made anew when somebody asks for them.
 */
public final class PackedKey implements KeyLookup, EntrySource {
  /** No entry. */
  public static final int NONE = -1;

  /** Longer whitelists are worth a table of their own. */
  private static final int LONGEST_SEARCHED = 16;

  private final LookupOrganization organization;
  private final SortedSet<RoleAssignment> roles;

  // Written to after it is packed in one place only, that of a fingerprint.
  private final byte[] bytes;
  private final @Nullable WhitelistMatcher matcher;

  /** What is not packed, of a key that is checked once; null if all is. */
  private final @Nullable KeyLookup unpacked;

  // Not volatile: an old one, or none, is as good.
  private @Nullable Tally counted;

  // The same holds for this one.
  private @Nullable Object mark;

  private PackedKey(
      LookupOrganization organization,
      SortedSet<RoleAssignment> roles,
      byte[] bytes,
      @Nullable WhitelistMatcher matcher,
      @Nullable KeyLookup unpacked) {
    this.organization = organization;
    this.roles = roles;
    this.bytes = bytes;
    this.matcher = matcher;
    this.unpacked = unpacked;
  }

  /**
   * Of a look-up that is sound, for one check. What is not packed yet is so only as far as its
   * secrets go, and keeps its values for the rest.
   */
  public static PackedKey forOneCheck(KeyLookup lookup) {
    if (lookup instanceof PackedKey packed) {
      return packed;
    }
    PresentedKey key = lookup.key();
    List<WhitelistEntry> entries = PackedEntries.of(key.whitelist().entries());
    return new PackedKey(
        lookup.organization(),
        key.roles(),
        KeyPacking.packFront(lookup),
        new WhitelistMatcher(entries),
        lookup);
  }

  /** Of a look-up that is sound, with the same roles as others have them; to be kept. */
  public static PackedKey toKeep(FullLookup lookup, SortedSet<RoleAssignment> roles) {
    byte[] bytes = KeyPacking.pack(lookup);
    PackedEntries entries = KeyPacking.entries(bytes);
    WhitelistMatcher matcher =
        entries.size() > LONGEST_SEARCHED ? new WhitelistMatcher(entries) : null;
    return new PackedKey(lookup.organization(), roles, bytes, matcher, null);
  }

  /** Whether it is to be found again, rather than for one check. */
  public boolean isKept() {
    return unpacked == null;
  }

  @Override
  public LookupOrganization organization() {
    return organization;
  }

  @Override
  public PresentedKey key() {
    return unpacked == null
        ? new KeyUnpacking(bytes).key(organization.id(), roles)
        : unpacked.key();
  }

  @Override
  public List<LookupSecret> secrets() {
    return unpacked == null ? new KeyUnpacking(bytes).secrets() : unpacked.secrets();
  }

  /** Its roles. */
  public SortedSet<RoleAssignment> roles() {
    return roles;
  }

  /** Whether its public half is this one. */
  public boolean hasPublicKey(PublicKey publicKey) {
    return KeyPacking.publicKey(bytes).is(publicKey.value());
  }

  /** Whether it is of this organization. */
  public boolean isOf(OrganizationId id) {
    return KeyPacking.organization(bytes).is(id.value());
  }

  /** Whether it is switched on. */
  public boolean isEnabled() {
    return KeyPacking.isEnabled(bytes);
  }

  /** Whether its expiry has come. */
  public boolean isExpired(long nowMicros) {
    return nowMicros >= KeyPacking.expiresAt(bytes);
  }

  /** The number of its secrets. */
  public int secretCount() {
    return PackedNumbers.unsignedShort(bytes, KeyPacking.secretsAt(bytes));
  }

  /** Where the first of its secrets is, if there is one; others are behind it. */
  public int firstSecret() {
    return KeyPacking.secretsAt(bytes) + Short.BYTES;
  }

  /** The secret there. */
  public PackedSecret secretAt(int at) {
    return new PackedSecret(bytes, at);
  }

  /** The secret of that index. */
  public PackedSecret secret(int index) {
    int at = firstSecret();
    for (int i = 0; i < index; i++) {
      at = secretAt(at).end();
    }
    return secretAt(at);
  }

  /** The id of one of its secrets. */
  public SecretId secretId(int index) {
    return unpacked == null ? secret(index).secretId() : unpacked.secrets().get(index).id();
  }

  /** Tests whether that secret authenticates. Takes the same work for each index, and for none. */
  public boolean isLive(int secret, long nowMicros) {
    boolean live = false;
    int at = firstSecret();
    for (int i = 0; i < secretCount(); i++) {
      PackedSecret each = secretAt(at);
      boolean lasts = nowMicros < each.expiresAt();
      live = i == secret ? lasts : live;
      at = each.end();
    }
    return live;
  }

  /** When it, or that secret, ends by itself if a newer secret is used now; empty for never. */
  public Optional<Instant> end(int secret, long nowMicros) {
    return Expiry.instant(
        Math.min(KeyPacking.expiresAt(bytes), secret(secret).endIfSuperseded(nowMicros)));
  }

  /** Whether the use of that secret gives older ones, which wait for it, their end. */
  public boolean isSuccessor(int index) {
    boolean waiting = false;
    for (int i = 0; i < index; i++) {
      waiting |= secret(i).waits();
    }
    return waiting && !secret(index).waits();
  }

  /** Whether it may be used from where this entry is the one that matches. */
  public boolean isAdmittedBy(int entry) {
    return entry != NONE || (entries().isEmpty() && !organization.whitelistRequired());
  }

  /** The index of the most specific entry that contains the address, or {@link #NONE}. */
  public int match(IpAddress address) {
    return matcher == null ? KeyPacking.entries(bytes).find(address) : matcher.indexOf(address);
  }

  /** The entry of that index; empty for {@link #NONE}. */
  @Override
  public Optional<WhitelistEntry> entry(int index) {
    return index == NONE ? Optional.empty() : Optional.of(entries().get(index));
  }

  private List<WhitelistEntry> entries() {
    return unpacked == null ? KeyPacking.entries(bytes) : unpacked.key().whitelist().entries();
  }

  /** What a request with this secret went through, admitted by that entry or {@link #NONE}. */
  public UsedThrough through(int secret, int entry) {
    return new UsedThrough(organization.id(), id(), secretId(secret), entry(entry));
  }

  /** Its id. */
  public ApiKeyId id() {
    return unpacked == null ? new KeyUnpacking(bytes).id() : unpacked.key().id();
  }

  /** Where the last request with this key was counted; null if none was, or that is forgotten. */
  public @Nullable Tally counted() {
    return counted;
  }

  /** Remembers where a request with this key was counted. */
  public void remember(Tally newCounted) {
    counted = newCounted;
  }

  /** What somebody remembers about it; null if nobody does, or that is forgotten. */
  public @Nullable Object mark() {
    return mark;
  }

  /** Remembers that instead; means something to whoever made the mark. */
  public void mark(Object newMark) {
    mark = newMark;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return FullLookup.equal(this, other);
  }

  @Override
  public int hashCode() {
    return FullLookup.hash(this);
  }

  /** As it was before it was packed. */
  @Override
  public String toString() {
    return new FullLookup(organization, key(), secrets()).toString();
  }
}
