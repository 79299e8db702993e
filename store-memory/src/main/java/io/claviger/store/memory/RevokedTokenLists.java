package io.claviger.store.memory;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.RevokedTokens;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The revoked access tokens of all organizations, kept outside of their states, so that revoking
 * one moves no revision. Thread-safe; no reader waits.
 */
final class RevokedTokenLists implements RevokedTokens {
  private static final Comparator<RevokedToken> NEWEST_FIRST =
      Comparator.comparing(RevokedToken::revokedAt).thenComparing(RevokedToken::id).reversed();

  /** Those of one organization that were not swept, and how many there ever were. */
  private record Revoked(long count, List<RevokedToken> tokens) {
    Stream<RevokedToken> live(Instant now) {
      return tokens.stream().filter(token -> token.expiresAt().isAfter(now));
    }
  }

  private static final Revoked NONE = new Revoked(0, List.of());

  private final ConcurrentMap<OrganizationId, Revoked> all = new ConcurrentHashMap<>();
  private final Predicate<OrganizationId> exists;
  private final ChangedOrganizations changed;

  RevokedTokenLists(Predicate<OrganizationId> exists, ChangedOrganizations changed) {
    this.exists = exists;
    this.changed = changed;
  }

  /** Returns how many tokens of the organization were revoked. */
  long count(OrganizationId organization) {
    return all.getOrDefault(organization, NONE).count();
  }

  @Override
  public synchronized boolean revoke(RevokedToken token, Bounds bounds) {
    Revoked before = all.getOrDefault(token.organization(), NONE);
    if (!exists.test(token.organization())
        || before.tokens().stream().anyMatch(each -> covers(each, token))) {
      return true;
    }
    List<RevokedToken> live = before.live(token.revokedAt()).toList();
    long ofKey = live.stream().filter(each -> each.apiKey().equals(token.apiKey())).count();
    if (ofKey >= bounds.ofKey() || live.size() >= bounds.ofOrganization()) {
      return false;
    }
    Optional<RevokedToken> shorter =
        before.tokens().stream().filter(each -> each.id().equals(token.id())).findFirst();
    RevokedToken revoked = shorter.map(each -> until(each, token.expiresAt())).orElse(token);
    Stream<RevokedToken> others =
        before.tokens().stream().filter(each -> !each.id().equals(token.id()));
    List<RevokedToken> more = Stream.concat(others, Stream.of(revoked)).toList();
    Revoked after = new Revoked(before.count() + 1, more);
    return changed.publish(token.organization(), () -> put(token.organization(), after));
  }

  private boolean put(OrganizationId organization, Revoked revoked) {
    all.put(organization, revoked);
    return true;
  }

  private static boolean covers(RevokedToken revoked, RevokedToken token) {
    return revoked.id().equals(token.id()) && !revoked.expiresAt().isBefore(token.expiresAt());
  }

  private static RevokedToken until(RevokedToken revoked, Instant expiresAt) {
    return new RevokedToken(
        revoked.organization(), revoked.apiKey(), revoked.id(), revoked.revokedAt(), expiresAt);
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    Revoked revoked = exists.test(organization) ? all.getOrDefault(organization, NONE) : NONE;
    return new Live(
        revoked.count(), revoked.live(now).map(RevokedToken::id).collect(Collectors.toSet()));
  }

  @Override
  public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return all.getOrDefault(organization, NONE).tokens().stream()
        .filter(token -> token.apiKey().equals(key))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  @Override
  public synchronized int sweep(Instant before, int max) {
    List<RevokedToken> expired =
        all.values().stream()
            .flatMap(revoked -> revoked.tokens().stream())
            .filter(token -> token.expiresAt().isBefore(before))
            .sorted(Comparator.comparing(RevokedToken::expiresAt))
            .limit(max)
            .toList();
    all.replaceAll(
        (id, revoked) ->
            new Revoked(
                revoked.count(),
                revoked.tokens().stream().filter(token -> !expired.contains(token)).toList()));
    return expired.size();
  }
}
