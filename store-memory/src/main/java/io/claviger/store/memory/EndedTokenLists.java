package io.claviger.store.memory;

import io.claviger.model.ApiKeyId;
import io.claviger.model.EndedToken;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EndedTokens;
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
 * The ended access tokens of all organizations, kept outside of their states, so that ending one
 * moves no revision. Thread-safe; no reader waits.
 */
final class EndedTokenLists implements EndedTokens {
  private static final Comparator<EndedToken> NEWEST_FIRST =
      Comparator.comparing(EndedToken::endedAt).thenComparing(EndedToken::id).reversed();

  /** Those of one organization that were not swept, and how many there ever were. */
  private record Ended(long count, List<EndedToken> tokens) {
    Stream<EndedToken> live(Instant now) {
      return tokens.stream().filter(token -> token.expiresAt().isAfter(now));
    }
  }

  private static final Ended NONE = new Ended(0, List.of());

  private final ConcurrentMap<OrganizationId, Ended> all = new ConcurrentHashMap<>();
  private final Predicate<OrganizationId> exists;

  EndedTokenLists(Predicate<OrganizationId> exists) {
    this.exists = exists;
  }

  /** Returns how many tokens of the organization were ended. */
  long count(OrganizationId organization) {
    return all.getOrDefault(organization, NONE).count();
  }

  @Override
  public synchronized boolean end(EndedToken token, Bounds bounds) {
    Ended before = all.getOrDefault(token.organization(), NONE);
    if (!exists.test(token.organization())
        || before.tokens().stream().anyMatch(each -> covers(each, token))) {
      return true;
    }
    List<EndedToken> live = before.live(token.endedAt()).toList();
    long ofKey = live.stream().filter(each -> each.apiKey().equals(token.apiKey())).count();
    if (ofKey >= bounds.ofKey() || live.size() >= bounds.ofOrganization()) {
      return false;
    }
    Optional<EndedToken> shorter =
        before.tokens().stream().filter(each -> each.id().equals(token.id())).findFirst();
    EndedToken ended = shorter.map(each -> until(each, token.expiresAt())).orElse(token);
    Stream<EndedToken> others =
        before.tokens().stream().filter(each -> !each.id().equals(token.id()));
    List<EndedToken> more = Stream.concat(others, Stream.of(ended)).toList();
    all.put(token.organization(), new Ended(before.count() + 1, more));
    return true;
  }

  private static boolean covers(EndedToken ended, EndedToken token) {
    return ended.id().equals(token.id()) && !ended.expiresAt().isBefore(token.expiresAt());
  }

  private static EndedToken until(EndedToken ended, Instant expiresAt) {
    return new EndedToken(
        ended.organization(), ended.apiKey(), ended.id(), ended.endedAt(), expiresAt);
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    Ended ended = exists.test(organization) ? all.getOrDefault(organization, NONE) : NONE;
    return new Live(ended.count(), ended.live(now).map(EndedToken::id).collect(Collectors.toSet()));
  }

  @Override
  public List<EndedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return all.getOrDefault(organization, NONE).tokens().stream()
        .filter(token -> token.apiKey().equals(key))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  @Override
  public synchronized int sweep(Instant before, int most) {
    List<EndedToken> expired =
        all.values().stream()
            .flatMap(ended -> ended.tokens().stream())
            .filter(token -> token.expiresAt().isBefore(before))
            .sorted(Comparator.comparing(EndedToken::expiresAt))
            .limit(most)
            .toList();
    all.replaceAll(
        (id, ended) ->
            new Ended(
                ended.count(),
                ended.tokens().stream().filter(token -> !expired.contains(token)).toList()));
    return expired.size();
  }
}
