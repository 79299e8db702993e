package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.AccessTokenId;
import io.claviger.model.Organization;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.RevokedTokens.Live;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens are revoked, counted and swept, and nothing else changes. */
@Needs(StorePart.REVOKED_TOKENS)
abstract class RevokedTokensGroup extends ContractGroup {
  private static final Bounds MANY = new Bounds(10, 20);
  private static final Duration HOUR = Duration.ofHours(1);

  private Organization organization;
  private Organization other;
  private StoredApiKey key;
  private StoredApiKey second;

  @BeforeEach
  void create() {
    Organization started = samples.organization();
    key = samples.key(started.id());
    second = samples.key(started.id());
    organization = commit(samples.creation(started, key, second));
    other = commit(samples.creation(samples.organization()));
  }

  @Test
  void areLiveAndCounted() {
    assertEquals(Live.none(), live(organization, samples.instant()));
    List<RevokedToken> tokens = List.of(token(key, HOUR), token(key, HOUR), token(second, HOUR));

    tokens.forEach(this::revoke);

    assertEquals(live(3, tokens), live(organization, samples.instant()));
    assertEquals(3, count(organization));
    assertEquals(Live.none(), live(other, samples.instant()));
    assertEquals(0, count(other));
  }

  @Test
  void areNoLongerReadOnceTheyHaveExpired() {
    RevokedToken longer = token(key, HOUR.plusNanos(1_000));
    revoke(token(key, HOUR));
    revoke(longer);

    assertEquals(live(2, List.of(longer)), live(organization, samples.instant().plus(HOUR)));
  }

  /** The clock of the node that ends another one may be ahead. */
  @Test
  void areKeptUntilTheyAreSwept() {
    RevokedToken first = token(key, HOUR);
    revoke(first);

    revoke(revokedAt(7_200));

    assertTrue(live(organization, samples.instant()).tokens().contains(first.id()));
  }

  @Test
  void areEndedOnce() {
    RevokedToken first = token(key, HOUR);
    revoke(first);

    revoke(new RevokedToken(organization.id(), second.key().id(), first.id(), at(1), at(3_600)));

    assertEquals(live(1, List.of(first)), live(organization, samples.instant()));
    assertEquals(List.of(first), revokedTokens().ofKey(organization.id(), key.key().id()));
    assertEquals(List.of(), revokedTokens().ofKey(organization.id(), second.key().id()));
  }

  /** Who knows only the id may have named an expiry that is too early. */
  @Test
  void areProlonged() {
    RevokedToken first = token(key, HOUR);
    revoke(first);

    revoke(new RevokedToken(organization.id(), key.key().id(), first.id(), at(3_601), at(7_200)));

    assertEquals(live(2, List.of(first)), live(organization, at(3_601)));
    RevokedToken prolonged =
        new RevokedToken(
            organization.id(), key.key().id(), first.id(), first.revokedAt(), at(7_200));
    assertEquals(List.of(prolonged), revokedTokens().ofKey(organization.id(), key.key().id()));
  }

  @Test
  void areOfOneOrganization() {
    RevokedToken token = token(key, HOUR);
    revoke(token);
    RevokedToken sameId =
        new RevokedToken(
            other.id(), samples.apiKeyId(), token.id(), token.revokedAt(), token.expiresAt());

    revoke(sameId);

    assertEquals(live(1, List.of(sameId)), live(other, samples.instant()));
    assertEquals(List.of(), revokedTokens().ofKey(other.id(), key.key().id()));
    assertEquals(1, count(organization));
  }

  @Test
  void moveNoRevision() {
    OrganizationChange decided = samples.update(organization, KeyChanges.none());
    Snapshot before = snapshot(organization.id(), key);

    revoke(token(key, HOUR));

    Snapshot after = snapshot(organization.id(), key);
    assertEquals(before.facts(), after.facts());
    assertEquals(before.lookups(), after.lookups());
    assertEquals(before.events(), after.events());
    organization = commit(decided);
    assertEquals(1, count(organization));
  }

  @Test
  void keepTheBoundOfTheirKey() {
    Bounds two = new Bounds(2, 20);
    RevokedToken first = token(key, HOUR);
    assertTrue(revokedTokens().revoke(first, two));
    assertTrue(revokedTokens().revoke(token(key, HOUR.multipliedBy(2)), two));

    assertFalse(revokedTokens().revoke(token(key, HOUR), two));

    assertEquals(2, count(organization));
    assertTrue(revokedTokens().revoke(first, two), "it is revoked already");
    assertTrue(revokedTokens().revoke(token(second, HOUR), two), "of another key");
    assertTrue(revokedTokens().revoke(revokedAt(3_600), two), "the first has expired");
    assertFalse(revokedTokens().revoke(revokedAt(3_601), two), "the second lives");
  }

  @Test
  void keepTheBoundOfTheirOrganization() {
    Bounds two = new Bounds(10, 2);
    assertTrue(revokedTokens().revoke(token(key, HOUR), two));
    assertTrue(revokedTokens().revoke(token(second, HOUR), two));

    assertFalse(revokedTokens().revoke(token(second, HOUR), two));

    assertEquals(2, live(organization, samples.instant()).tokens().size());
    StoredApiKey elsewhere = samples.key(other.id());
    assertTrue(revokedTokens().revoke(token(elsewhere, HOUR), two), "of another organization");
    assertTrue(revokedTokens().revoke(revokedAt(3_600), two), "the others have expired");
  }

  @Test
  void ofAnOrganizationThatDoesNotExistAreNotWritten() {
    RevokedToken lost = token(samples.key(samples.organization().id()), HOUR);
    revoke(lost);
    assertEquals(Live.none(), revokedTokens().live(lost.organization(), samples.instant()));
    assertEquals(List.of(), revokedTokens().ofKey(lost.organization(), lost.apiKey()));

    revoke(token(key, HOUR));
    commit(samples.deletion(organization));

    RevokedToken late = token(second, HOUR);
    revoke(late);
    assertEquals(Live.none(), live(organization, samples.instant()));
    assertEquals(List.of(), revokedTokens().ofKey(late.organization(), late.apiKey()));
  }

  @Test
  void ofAKeyComeNewestFirst() {
    RevokedToken oldest = token(key, HOUR);
    RevokedToken sameTime = token(key, HOUR);
    RevokedToken newest = revokedAt(1);
    Stream.of(oldest, newest, token(second, HOUR), sameTime).forEach(this::revoke);

    assertEquals(
        List.of(newest, sameTime, oldest),
        revokedTokens().ofKey(organization.id(), key.key().id()));
  }

  @Test
  void areSweptInTheOrderOfTheirExpiry() {
    RevokedToken first = token(key, HOUR);
    RevokedToken third = token(key, HOUR.multipliedBy(3));
    RevokedToken elsewhere = token(samples.key(other.id()), HOUR.multipliedBy(2));
    Stream.of(third, elsewhere, first).forEach(this::revoke);
    Instant end = third.expiresAt();

    assertEquals(0, revokedTokens().sweep(first.expiresAt(), 10), "none expired before that");
    assertEquals(1, revokedTokens().sweep(end, 1));
    assertEquals(List.of(third), revokedTokens().ofKey(organization.id(), key.key().id()));
    assertEquals(List.of(elsewhere), revokedTokens().ofKey(other.id(), elsewhere.apiKey()));
    assertEquals(1, revokedTokens().sweep(end, 10));

    assertEquals(List.of(), revokedTokens().ofKey(other.id(), elsewhere.apiKey()));
    assertEquals(live(2, List.of(third)), live(organization, samples.instant()));
    assertEquals(2, count(organization));
  }

  private void revoke(RevokedToken token) {
    assertTrue(revokedTokens().revoke(token, MANY));
  }

  private RevokedToken token(StoredApiKey of, Duration before) {
    return samples.revokedToken(of, before);
  }

  /** Creates a token of the first key that was revoked so many seconds later. */
  private RevokedToken revokedAt(long seconds) {
    AccessTokenId id = token(key, HOUR).id();
    return new RevokedToken(
        organization.id(), key.key().id(), id, at(seconds), at(seconds).plus(HOUR));
  }

  private Instant at(long seconds) {
    return samples.instant().plusSeconds(seconds);
  }

  private Live live(Organization of, Instant now) {
    return revokedTokens().live(of.id(), now);
  }

  private static Live live(long count, List<RevokedToken> tokens) {
    Set<AccessTokenId> ids = tokens.stream().map(RevokedToken::id).collect(Collectors.toSet());
    return new Live(count, ids);
  }

  /** Returns the count beside the revision, which must be that of the organization. */
  private long count(Organization of) {
    OrganizationVersion version =
        Objects.requireNonNull(store().revisions(Set.of(of.id())).get(of.id()));
    assertEquals(of.revision(), version.revision());
    return version.revokedTokens();
  }
}
