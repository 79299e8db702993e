package io.claviger.test;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierReplacement;
import io.claviger.spi.store.VerifierStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * A store that fails on command; it wraps one that works. A test adds steps for the methods of the
 * store. Each call of a method takes the next step of that method, in the order in which they were
 * added. When no step is left, calls go to the wrapped store. Thread-safe.
 *
 * <pre>{@code
 * FaultyApiKeyStore store = new FaultyApiKeyStore(new InMemoryApiKeyStore());
 * store.fail(Call.READ, 2, StoreException.Kind.UNREACHABLE).loseRace(1).loseOutcomeAfterChange();
 * }</pre>
 */
public final class FaultyApiKeyStore extends ForwardingApiKeyStore {
  /** The methods of a store, and of its parts that a test may let fail. */
  public enum Call {
    /** {@link ApiKeyStore#findByPublicKey}. */
    FIND_BY_PUBLIC_KEY,
    /** {@link ApiKeyStore#read}. */
    READ,
    /** {@link ApiKeyStore#listKeys}. */
    LIST_KEYS,
    /** {@link ApiKeyStore#listOrganizations}. */
    LIST_ORGANIZATIONS,
    /** {@link ApiKeyStore#revisions}. */
    REVISIONS,
    /** {@link ApiKeyStore#commit}. */
    COMMIT,
    /** {@link ApiKeyStore#storeIfAbsent}. */
    STORE_IF_ABSENT,
    /** {@link UsageStore#add}. */
    ADD_USAGE,
    /** {@link UsageStore#usage}. */
    USAGE,
    /** {@link VerifierStore#replace}. */
    REPLACE_VERIFIERS,
    /** {@link RevokedTokens#revoke}. */
    REVOKE_TOKEN,
    /** {@link RevokedTokens#live}. */
    LIVE_REVOKED_TOKENS,
    /** {@link ChangeFeed#now}. */
    CURRENT_POSITION,
    /** {@link ChangeFeed#since}. */
    CHANGES_SINCE,
    /** {@link ChangeFeed#assignPositions}. */
    ASSIGN_POSITIONS
  }

  private final CallScript script = new CallScript();
  private final ScriptedCall<OrganizationChange> commits = new ScriptedCall<>();
  private final ScriptedCall<List<UsageCount>> additions = new ScriptedCall<>();

  /** Wraps this store, without any steps. */
  public FaultyApiKeyStore(ApiKeyStore delegate) {
    super(delegate);
  }

  /** Lets the next calls throw a {@link StoreException} of this kind, and change nothing. */
  public FaultyApiKeyStore fail(Call call, int times, StoreException.Kind kind) {
    return run(
        call,
        times,
        () -> {
          throw new StoreException(kind, "failed by the script of a test", scripted());
        });
  }

  /** Lets the next call run an action first. If the action throws, the call throws this too. */
  public FaultyApiKeyStore run(Call call, Runnable first) {
    return run(call, 1, first);
  }

  /**
   * Lets the next call wait for the latch before it does anything. If the call is interrupted
   * meanwhile, it throws a {@link StoreException} and keeps the interrupt flag.
   */
  public FaultyApiKeyStore hold(Call call, CountDownLatch until) {
    return run(call, () -> await(until));
  }

  /** Lets the next commits return false and change nothing, as if another change was first. */
  public FaultyApiKeyStore loseRace(int times) {
    commits.script(times, (change, really) -> false);
    return this;
  }

  /** Lets the next commit do nothing and throw {@link OutcomeUnknownException}. */
  public FaultyApiKeyStore loseOutcomeBeforeChange() {
    commits.script(
        1,
        (change, really) -> {
          throw outcomeUnknown(change);
        });
    return this;
  }

  /** Lets the next commit run, and then throw {@link OutcomeUnknownException}. */
  public FaultyApiKeyStore loseOutcomeAfterChange() {
    commits.script(
        1,
        (change, really) -> {
          boolean unused = really.test(change);
          throw outcomeUnknown(change);
        });
    return this;
  }

  /** Lets the next addition of usage add nothing, and report that the outcome is unknown. */
  public FaultyApiKeyStore loseUsageBeforeAdding() {
    additions.script(1, (batch, really) -> false);
    return this;
  }

  /** Lets the next addition of usage run, and report that the outcome is unknown. */
  public FaultyApiKeyStore loseUsageAfterAdding() {
    additions.script(
        1,
        (batch, really) -> {
          boolean unused = really.test(batch);
          return false;
        });
    return this;
  }

  /** Returns the number of calls, including those that failed. */
  public int calls(Call call) {
    return script.counted(call);
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    script.run(Call.FIND_BY_PUBLIC_KEY);
    return super.findByPublicKey(publicKey);
  }

  @Override
  protected Optional<OrganizationSnapshot> read(
      ChangeStore from, OrganizationId organization, Set<ApiKeyId> keys) {
    script.run(Call.READ);
    return super.read(from, organization, keys);
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    script.run(Call.LIST_KEYS);
    return super.listKeys(query);
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    script.run(Call.LIST_ORGANIZATIONS);
    return super.listOrganizations(query);
  }

  @Override
  protected Map<OrganizationId, OrganizationVersion> revisions(
      ChangeStore from, Set<OrganizationId> ids) {
    script.run(Call.REVISIONS);
    return super.revisions(from, ids);
  }

  @Override
  protected boolean commit(ChangeStore to, OrganizationChange change) {
    script.count(Call.COMMIT);
    return commits.call(change, same -> super.commit(to, same));
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    script.run(Call.STORE_IF_ABSENT);
    return super.storeIfAbsent(value);
  }

  @Override
  public StoreExtensions extensions() {
    StoreExtensions real = super.extensions();
    StoreExtensions withUsage =
        real.usage()
            .map(inside -> real.withUsage(new FaultyUsageStore(inside, script, additions)))
            .orElse(real);
    StoreExtensions withTokens =
        real.revokedTokens()
            .map(inside -> withUsage.withRevokedTokens(new FaultyRevokedTokens(inside, script)))
            .orElse(withUsage);
    StoreExtensions withFeed =
        real.changeFeed()
            .map(inside -> withTokens.withChangeFeed(new FaultyChangeFeed(inside, script)))
            .orElse(withTokens);
    return real.verifiers()
        .map(inside -> withFeed.withVerifiers(replacement -> replace(inside, replacement)))
        .orElse(withFeed);
  }

  @Override
  protected boolean hasDirectLookups() {
    return true;
  }

  private boolean replace(VerifierStore inside, VerifierReplacement replacement) {
    script.run(Call.REPLACE_VERIFIERS);
    return inside.replace(replacement);
  }

  private FaultyApiKeyStore run(Call call, int times, Runnable first) {
    switch (call) {
      case COMMIT -> commits.first(times, first);
      case ADD_USAGE -> additions.first(times, first);
      default -> script.add(call, times, first);
    }
    return this;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          StoreException.Kind.UNREACHABLE, "interrupted while a test held the call", e);
    }
  }

  private static OutcomeUnknownException outcomeUnknown(OrganizationChange change) {
    Set<ApiKeyId> mayExist =
        change.keys().created().stream()
            .map(created -> created.key().id())
            .collect(Collectors.toUnmodifiableSet());
    return new OutcomeUnknownException(change.organization().id(), mayExist, scripted());
  }

  private static Exception scripted() {
    return new IOException("scripted by a test");
  }
}
