package io.claviger.internal.management;

import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.credential.Verifiers;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.PrivateKey;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rules for the secrets of a key. */
public record SecretRules(Entropy entropy, KeyIssuer issuer) {
  /**
   * Rotates a key. Owners rotate every key, and a key rotates itself if the policy allows it. This
   * also deletes the expired secrets of the key.
   */
  public Proposal<IssuedApiKey> rotate(DecisionInput input, ApiKeyId id, GracePeriod gracePeriod) {
    return rotate(input, id, gracePeriod, Optional.empty());
  }

  /** Does the same with a new secret that expires at this instant; empty for never. */
  public Proposal<IssuedApiKey> rotate(
      DecisionInput input, ApiKeyId id, GracePeriod gracePeriod, Optional<Instant> expiresAt) {
    StoredApiKey before = rotatable(input, id);
    RequestChecks.requireLater(expiresAt, input);
    Draft draft = new Draft(input, entropy);
    KeyIssuer.NewSecret fresh = issuer.secret(before.key(), draft.stamp().at(), expiresAt);
    List<StoredSecret> secrets = ending(before.secrets(), gracePeriod, input.now());
    secrets.add(fresh.stored());
    requireRoom(id, secrets.size(), input.policy().maxSecrets());
    SecretId secret = fresh.stored().info().id();
    Map<String, String> details = new TreeMap<>();
    details.put("secret", secret.value());
    details.put("gracePeriod", gracePeriod.toString());
    SecretInfo info = fresh.stored().info();
    info.expiresAt().ifPresent(end -> details.put("expiresAt", end.toString()));
    draft.addEvent(EventType.API_KEY_ROTATED, id, details);
    ApiKey after = before.with(secrets).key();
    return Proposal.of(
        change(draft, before, secrets), IssuedApiKey.of(after, secret, fresh.privateKey()));
  }

  /**
   * Deletes a secret. Owners delete the secrets of every key. A key deletes its own, unless its
   * other secrets would then last longer. The newest secret that is left waits for no first use any
   * more.
   */
  public Proposal<ApiKey> delete(DecisionInput input, ApiKeyId id, SecretId secret) {
    CallerRights rights = CallerRights.judge(input);
    OwnerOrItself.require(rights, id, "delete a secret of another key");
    StoredApiKey before = input.stored(id);
    List<StoredSecret> rest = without(before, secret);
    if (rest.size() == before.secrets().size()) {
      throw NotFoundException.secret(id, secret);
    }
    OwnerOrItself.requireNoneWaiting(rights, before.key(), secret);
    Draft draft = new Draft(input, entropy);
    draft.addEvent(EventType.API_KEY_SECRET_DELETED, id, Map.of("secret", secret.value()));
    return Proposal.of(change(draft, before, rest), before.with(rest).key());
  }

  /**
   * Deletes the leaked secret of a key, unless it has expired. It may be the last one of the last
   * owner, since everybody may have it now. The result is empty if the key, or the key's secret,
   * does not exist.
   */
  public Proposal<Optional<SecretInfo.Leak>> endLeaked(
      DecisionInput input, ApiKeyId id, PrivateKey leaked) {
    StoredApiKey before = input.snapshot().keys().get(id);
    Optional<SecretInfo> found = before == null ? Optional.empty() : find(before, leaked);
    if (before == null || found.isEmpty()) {
      return Proposal.unchanged(Optional.empty());
    }
    SecretInfo secret = found.get();
    boolean good = secret.isLive(input.now());
    Optional<SecretInfo.Leak> leak =
        Optional.of(SecretInfo.Leak.of(before.key().organization(), id, secret.id(), good));
    if (!good) {
      return Proposal.unchanged(leak);
    }
    Draft draft = new Draft(input, entropy);
    Map<String, String> details = Map.of("secret", secret.id().value(), "leaked", "reported");
    draft.addEvent(EventType.API_KEY_SECRET_DELETED, id, details);
    List<StoredSecret> rest = without(before, secret.id());
    ApiKey after = before.with(rest).key();
    OrganizationCounters counters = LastOwnerRule.leaked(input, before.key(), after);
    return Proposal.of(change(draft, id, rest, counters), leak);
  }

  private Optional<SecretInfo> find(StoredApiKey key, PrivateKey leaked) {
    Verifiers verifiers = issuer.verifiers();
    return find(key, secret -> verifiers.hasher().accepts(secret, leaked).orElse(false))
        .or(() -> find(key, secret -> verifiers.isAcceptedByScheme(secret, leaked)));
  }

  private static Optional<SecretInfo> find(StoredApiKey key, Predicate<LookupSecret> matches) {
    return key.secrets().stream()
        .filter(secret -> matches.test(LookupSecret.of(secret)))
        .findFirst()
        .map(StoredSecret::info);
  }

  /**
   * Returns the other secrets. Removes the grace of the newest one, since the secret that it waited
   * for was deleted and a later one belongs to another rotation. Otherwise older secrets would
   * never expire, because the use of a secret that waits itself gives no other secret an expiry.
   */
  private static List<StoredSecret> without(StoredApiKey key, SecretId secret) {
    List<StoredSecret> rest = new ArrayList<>(key.secrets());
    if (rest.removeIf(each -> each.info().id().equals(secret)) && !rest.isEmpty()) {
      int last = rest.size() - 1;
      StoredSecret newest = rest.get(last);
      rest.set(last, new StoredSecret(newest.info().withoutGrace(), newest.verifiers()));
    }
    return rest;
  }

  /** Gives older secrets their expiry that have waited for the first use of this secret. */
  Proposal<ApiKey> used(DecisionInput input, ApiKeyId id, SecretId secret) {
    StoredApiKey before = input.stored(id);
    Set<SecretId> waiting = waiting(before.key(), secret);
    if (waiting.isEmpty()) {
      return Proposal.unchanged(before.key());
    }
    Draft draft = new Draft(input, entropy);
    List<StoredSecret> secrets = new ArrayList<>();
    for (StoredSecret each : before.secrets()) {
      StoredSecret now = each;
      if (waiting.contains(each.info().id())) {
        SecretInfo ending = each.info().supersededAt(input.now());
        now = new StoredSecret(ending, each.verifiers());
        String expiresAt = ending.expiresAt().orElseThrow().toString();
        Map<String, String> details = Map.of("secret", ending.id().value(), "expiresAt", expiresAt);
        draft.addEvent(EventType.API_KEY_SECRET_ENDING, id, details);
      }
      secrets.add(now);
    }
    return Proposal.of(change(draft, before, secrets), before.with(secrets).key());
  }

  /**
   * Returns the secrets that wait for the first use of this one: the older ones with a grace. It is
   * empty if this secret itself waits for a newer one.
   */
  static Set<SecretId> waiting(ApiKey key, SecretId used) {
    Set<SecretId> waiting = new LinkedHashSet<>();
    for (SecretInfo secret : key.secrets()) {
      if (secret.id().equals(used)) {
        return secret.grace().isPresent() ? Set.of() : waiting;
      }
      if (secret.grace().isPresent()) {
        waiting.add(secret.id());
      }
    }
    return Set.of();
  }

  /** Returns the key if the caller may rotate it, and throws otherwise. */
  public StoredApiKey rotatable(DecisionInput input, ApiKeyId id) {
    CallerRights rights = CallerRights.judge(input);
    OwnerOrItself.require(rights, id, "rotate another key");
    OwnerOrItself.requireMayRotate(rights, input);
    return input.stored(id);
  }

  private static void requireRoom(ApiKeyId id, int live, int most) {
    if (live > most) {
      throw new RuleViolationException(
          ErrorCode.TOO_MANY_SECRETS,
          String.format(
              "API key %s would have %s live secrets, and may have %s; delete one first,"
                  + " or rotate with GracePeriod.none()",
              id, live, most),
          Integer.toString(most));
    }
  }

  /** Returns the older secrets that stay valid for a while. */
  private static List<StoredSecret> ending(
      List<StoredSecret> secrets, GracePeriod grace, Instant now) {
    Function<SecretInfo, Optional<SecretInfo>> rotated = grace.at(now);
    List<StoredSecret> live = new ArrayList<>();
    for (StoredSecret secret : secrets) {
      if (secret.info().isLive(now)) {
        rotated
            .apply(secret.info())
            .ifPresent(info -> live.add(new StoredSecret(info, secret.verifiers())));
      }
    }
    return live;
  }

  private static OrganizationChange change(
      Draft draft, StoredApiKey before, List<StoredSecret> secrets) {
    ApiKey after = before.with(secrets).key();
    OrganizationCounters counters = LastOwnerRule.changed(draft.input(), before.key(), after);
    return change(draft, after.id(), secrets, counters);
  }

  private static OrganizationChange change(
      Draft draft, ApiKeyId id, List<StoredSecret> secrets, OrganizationCounters counters) {
    return draft.change(
        new KeyChanges(List.of(), List.of(), Map.of(id, secrets), Set.of()), counters);
  }
}
