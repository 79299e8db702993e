package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.AccessTokenId;
import io.claviger.model.EndedToken;
import io.claviger.model.Organization;
import io.claviger.spi.store.EndedTokens.Bounds;
import io.claviger.spi.store.EndedTokens.Live;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationVersion;
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

/** Access tokens are ended, counted and swept, and nothing else changes. */
@Needs(StorePart.ENDED_TOKENS)
abstract class EndedTokensGroup extends ContractGroup {
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
    List<EndedToken> tokens = List.of(token(key, HOUR), token(key, HOUR), token(second, HOUR));

    tokens.forEach(this::end);

    assertEquals(live(3, tokens), live(organization, samples.instant()));
    assertEquals(3, count(organization));
    assertEquals(Live.none(), live(other, samples.instant()));
    assertEquals(0, count(other));
  }

  @Test
  void areNoLongerReadOnceTheyHaveExpired() {
    EndedToken longer = token(key, HOUR.plusNanos(1_000));
    end(token(key, HOUR));
    end(longer);

    assertEquals(live(2, List.of(longer)), live(organization, samples.instant().plus(HOUR)));
  }

  /** The clock of the node that ends another one may be ahead. */
  @Test
  void areKeptUntilTheyAreSwept() {
    EndedToken first = token(key, HOUR);
    end(first);

    end(endedAt(7_200));

    assertTrue(live(organization, samples.instant()).tokens().contains(first.id()));
  }

  @Test
  void areEndedOnce() {
    EndedToken first = token(key, HOUR);
    end(first);

    end(new EndedToken(organization.id(), second.key().id(), first.id(), at(1), at(3_600)));

    assertEquals(live(1, List.of(first)), live(organization, samples.instant()));
    assertEquals(List.of(first), endedTokens().ofKey(organization.id(), key.key().id()));
    assertEquals(List.of(), endedTokens().ofKey(organization.id(), second.key().id()));
  }

  /** Who knows only the id may have named an expiry that is too early. */
  @Test
  void areProlonged() {
    EndedToken first = token(key, HOUR);
    end(first);

    end(new EndedToken(organization.id(), key.key().id(), first.id(), at(3_601), at(7_200)));

    assertEquals(live(2, List.of(first)), live(organization, at(3_601)));
    EndedToken prolonged =
        new EndedToken(organization.id(), key.key().id(), first.id(), first.endedAt(), at(7_200));
    assertEquals(List.of(prolonged), endedTokens().ofKey(organization.id(), key.key().id()));
  }

  @Test
  void areOfOneOrganization() {
    EndedToken token = token(key, HOUR);
    end(token);
    EndedToken sameId =
        new EndedToken(
            other.id(), samples.apiKeyId(), token.id(), token.endedAt(), token.expiresAt());

    end(sameId);

    assertEquals(live(1, List.of(sameId)), live(other, samples.instant()));
    assertEquals(List.of(), endedTokens().ofKey(other.id(), key.key().id()));
    assertEquals(1, count(organization));
  }

  @Test
  void moveNoRevision() {
    OrganizationChange decided = samples.update(organization, KeyChanges.none());
    Snapshot before = snapshot(organization.id(), key);

    end(token(key, HOUR));

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
    EndedToken first = token(key, HOUR);
    assertTrue(endedTokens().end(first, two));
    assertTrue(endedTokens().end(token(key, HOUR.multipliedBy(2)), two));

    assertFalse(endedTokens().end(token(key, HOUR), two));

    assertEquals(2, count(organization));
    assertTrue(endedTokens().end(first, two), "it is ended already");
    assertTrue(endedTokens().end(token(second, HOUR), two), "of another key");
    assertTrue(endedTokens().end(endedAt(3_600), two), "the first has expired");
    assertFalse(endedTokens().end(endedAt(3_601), two), "the second lives");
  }

  @Test
  void keepTheBoundOfTheirOrganization() {
    Bounds two = new Bounds(10, 2);
    assertTrue(endedTokens().end(token(key, HOUR), two));
    assertTrue(endedTokens().end(token(second, HOUR), two));

    assertFalse(endedTokens().end(token(second, HOUR), two));

    assertEquals(2, live(organization, samples.instant()).tokens().size());
    StoredApiKey elsewhere = samples.key(other.id());
    assertTrue(endedTokens().end(token(elsewhere, HOUR), two), "of another organization");
    assertTrue(endedTokens().end(endedAt(3_600), two), "the others have expired");
  }

  @Test
  void ofAnOrganizationThatDoesNotExistAreNotWritten() {
    EndedToken lost = token(samples.key(samples.organization().id()), HOUR);
    end(lost);
    assertEquals(Live.none(), endedTokens().live(lost.organization(), samples.instant()));
    assertEquals(List.of(), endedTokens().ofKey(lost.organization(), lost.apiKey()));

    end(token(key, HOUR));
    commit(samples.deletion(organization));

    EndedToken late = token(second, HOUR);
    end(late);
    assertEquals(Live.none(), live(organization, samples.instant()));
    assertEquals(List.of(), endedTokens().ofKey(late.organization(), late.apiKey()));
  }

  @Test
  void ofAKeyComeNewestFirst() {
    EndedToken oldest = token(key, HOUR);
    EndedToken sameTime = token(key, HOUR);
    EndedToken newest = endedAt(1);
    Stream.of(oldest, newest, token(second, HOUR), sameTime).forEach(this::end);

    assertEquals(
        List.of(newest, sameTime, oldest), endedTokens().ofKey(organization.id(), key.key().id()));
  }

  @Test
  void areSweptInTheOrderOfTheirExpiry() {
    EndedToken first = token(key, HOUR);
    EndedToken third = token(key, HOUR.multipliedBy(3));
    EndedToken elsewhere = token(samples.key(other.id()), HOUR.multipliedBy(2));
    Stream.of(third, elsewhere, first).forEach(this::end);
    Instant end = third.expiresAt();

    assertEquals(0, endedTokens().sweep(first.expiresAt(), 10), "none expired before that");
    assertEquals(1, endedTokens().sweep(end, 1));
    assertEquals(List.of(third), endedTokens().ofKey(organization.id(), key.key().id()));
    assertEquals(List.of(elsewhere), endedTokens().ofKey(other.id(), elsewhere.apiKey()));
    assertEquals(1, endedTokens().sweep(end, 10));

    assertEquals(List.of(), endedTokens().ofKey(other.id(), elsewhere.apiKey()));
    assertEquals(live(2, List.of(third)), live(organization, samples.instant()));
    assertEquals(2, count(organization));
  }

  private void end(EndedToken token) {
    assertTrue(endedTokens().end(token, MANY));
  }

  private EndedToken token(StoredApiKey of, Duration before) {
    return samples.endedToken(of, before);
  }

  /** Creates a token of the first key that was ended so many seconds later. */
  private EndedToken endedAt(long seconds) {
    AccessTokenId id = token(key, HOUR).id();
    return new EndedToken(
        organization.id(), key.key().id(), id, at(seconds), at(seconds).plus(HOUR));
  }

  private Instant at(long seconds) {
    return samples.instant().plusSeconds(seconds);
  }

  private Live live(Organization of, Instant now) {
    return endedTokens().live(of.id(), now);
  }

  private static Live live(long count, List<EndedToken> tokens) {
    Set<AccessTokenId> ids = tokens.stream().map(EndedToken::id).collect(Collectors.toSet());
    return new Live(count, ids);
  }

  /** Returns the count beside the revision, which must be that of the organization. */
  private long count(Organization of) {
    OrganizationVersion version =
        Objects.requireNonNull(store().revisions(Set.of(of.id())).get(of.id()));
    assertEquals(of.revision(), version.revision());
    return version.endedTokens();
  }
}
