package io.claviger;

import io.claviger.access.AccessCheck;
import io.claviger.access.Authenticator;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.RequestLimiter;
import io.claviger.internal.background.DaemonThread;
import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.credential.CredentialFormats;
import io.claviger.internal.management.Management;
import io.claviger.internal.text.Arguments;
import io.claviger.internal.usage.UsageFlushOptions;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.model.BackgroundFailure;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyKind;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.RoleGrants;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.OwnerDirectory;
import io.claviger.spi.ProjectDirectory;
import io.claviger.spi.Proof;
import io.claviger.spi.Ticker;
import io.claviger.spi.VerifierScheme;
import io.claviger.spi.store.ApiKeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The entry point. Build one from a store, and share it in the whole process. Immutable and
 * thread-safe. It does not own the store: the code that opened the store closes it, after {@link
 * #close}.
 */
public final class Claviger implements AutoCloseable {
  static {
    InternalAccess.register(Claviger.class, (Claviger claviger) -> claviger.wiring.management);
  }

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Wiring wiring;

  private Claviger(Builder builder) {
    this.wiring = new Wiring(builder);
  }

  /** Builds an instance with the default of every option. */
  public static Claviger of(ApiKeyStore store) {
    return builder(store).build();
  }

  /** Returns a builder, to set options. */
  public static Builder builder(ApiKeyStore store) {
    return new Builder(store);
  }

  /**
   * Checks that this node uses the same pepper under each version as the others. It does not check
   * the store: the application calls {@code check} of the store, and of its cache, before this.
   * Call it when the application starts; it may be called again. The first node with a pepper
   * stores a check value for it, which is never replaced and depends on no clock.
   *
   * @throws StoreException if the store fails. The kind is {@code FAULT} if another node was first
   *     with a different pepper of the same version; the message then names the version and the fix
   */
  public void check() {
    wiring.checkPeppers();
  }

  /**
   * Returns management on behalf of this caller. This is cheap: call it for each request, or keep
   * the result. Each change is a transaction of its own, also inside a transaction of the
   * application, which {@link #within} joins.
   */
  public ApiKeys actingAs(Caller caller) {
    return ofCaller(caller, () -> wiring.management);
  }

  /**
   * Returns management that looks in each call for the transaction of the application that it takes
   * part in. This is for frameworks that know the transaction of a thread. The result can be kept
   * and used by several threads, if {@code current} can.
   *
   * @param current is called in the thread of the call, and returns the transaction in progress
   *     there. Without one, each change is a separate transaction
   */
  public ApiKeys actingAs(Caller caller, Supplier<Optional<ClavigerTransaction>> current) {
    Objects.requireNonNull(current, "current");
    return ofCaller(
        caller, () -> current.get().map(ClavigerTransaction::parts).orElse(wiring.management));
  }

  private ApiKeys ofCaller(Caller caller, Supplier<Management> parts) {
    Objects.requireNonNull(caller, "caller");
    return new ApiKeys(caller, wiring.management.rules(), parts);
  }

  /**
   * Returns management within a transaction of the application, with the options of this instance.
   * After the commit, the application calls {@link ClavigerTransaction#afterCommit}.
   *
   * @param joined a store that takes part in that transaction, such as {@code
   *     JdbcApiKeyStore.within(connection)} of the module {@code io.claviger.store.jdbc}. It must
   *     be on the same database as the store of this instance
   * @throws InvalidValueException if the store does not {@linkplain ApiKeyStore#joinsTransaction
   *     join a transaction}
   */
  public ClavigerTransaction within(ApiKeyStore joined) {
    return new ClavigerTransaction(wiring.management, joined);
  }

  /** Returns the authenticator, which finds the key of a credential. */
  public Authenticator authenticator() {
    return wiring.authenticator;
  }

  /**
   * Returns the formats that the application declared: those of tokens, that of new keys first,
   * then those of clients, each in the order of its declaration; empty if there are none. With them
   * an application finds tokens in texts, for example to keep them out of its logs. Immutable.
   */
  public List<TokenFormat> tokenFormats() {
    return wiring.formats.all();
  }

  /**
   * Returns a check for requests: it authenticates, decides with this authorizer, asks the
   * {@linkplain Builder#requestLimiter limiter}, and counts the use. This call is cheap, and the
   * result can be kept.
   *
   * @throws InvalidValueException if it {@linkplain RoleGrants#requireDeclared grants permissions}
   *     to a role that the policy of this instance does not declare
   */
  public AccessCheck accessCheck(Authorizer authorizer) {
    Objects.requireNonNull(authorizer, "authorizer").grants().requireDeclared(policy().roles());
    return wiring.accessCheck(authorizer);
  }

  /**
   * Returns a check with an {@link Authorizer} of these grants.
   *
   * @throws InvalidValueException as {@link #accessCheck(Authorizer)}
   */
  public AccessCheck accessCheck(RoleGrants grants) {
    return accessCheck(new Authorizer(grants));
  }

  /**
   * Checks whether the store answers, with one small read. This is for readiness probes. It takes
   * as long as that read: if the database hangs, as long as the pool waits for a connection, or as
   * the driver waits for an answer.
   *
   * <p>A cache asks its store, and does not answer from memory. A store that answers with an error,
   * for example because its tables are missing, counts as not reachable.
   *
   * @return false if the store fails; this method then throws nothing
   */
  public boolean isReachable() {
    try {
      // The organization need not exist.
      wiring.management.store().revisions(Set.of(new OrganizationId("0")));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Returns the policy for all organizations. */
  public ManagementPolicy policy() {
    return wiring.management.context().policy();
  }

  /** Returns the present numbers for monitoring. */
  public ClavigerMetrics metrics() {
    return new ClavigerMetrics(
        wiring.loop.retries(),
        wiring.loop.contended(),
        wiring.usage.map(UsageRecorder::unwritten).orElse(0),
        wiring.usage.map(UsageRecorder::dropped).orElse(0L),
        wiring.failures.count(),
        wiring.loop.failedListeners(),
        wiring.accessCounts());
  }

  /**
   * Returns the last failure of those that {@link ClavigerMetrics#failedTasks} counts; empty if no
   * work in the background has failed. A later success does not remove it, so look at its time.
   */
  public Optional<BackgroundFailure> lastFailure() {
    return wiring.failures.last();
  }

  /**
   * Writes the counted use, and waits at most 5 seconds for that. An interrupt ends the wait, not
   * the writing. Call this before you close the store; you may call it more than once.
   *
   * <p>Calls in progress continue. Later requests are answered as before, but their use is not
   * counted.
   */
  @Override
  public void close() {
    wiring.usage.ifPresent(recorder -> recorder.close(CLOSE_TIMEOUT));
  }

  /**
   * Collects options; not thread-safe. Each option has a default. In production, set {@link
   * #peppers}.
   */
  public static final class Builder {
    final ApiKeyStore store;
    InstantSource clock = InstantSource.system();
    Ticker ticker = Ticker.system();
    RandomGenerator random = new SecureRandom();
    CredentialFormats formats = CredentialFormats.undeclared();
    final Map<KeyKind, TokenFormat> clients = new LinkedHashMap<>();
    ManagementPolicy policy = ManagementPolicy.standard();
    OwnerDirectory owners = OwnerDirectory.keysOnly();
    ProjectDirectory projects = ProjectDirectory.none();
    Peppers peppers = Peppers.none();
    final List<VerifierScheme> schemes = new ArrayList<>();
    ChangeListener listener = ChangeListener.none();
    RequestLimiter limiter = RequestLimiter.unlimited();
    Duration deadline = Duration.ofSeconds(5);
    ScheduledExecutorService background = DaemonThread.named("claviger");
    ScheduledExecutorService usageBackground = DaemonThread.named("claviger-usage");
    UsageFlushOptions usageFlush = new UsageFlushOptions(Duration.ofSeconds(10), 10_000);

    private Builder(ApiKeyStore store) {
      this.store = Objects.requireNonNull(store, "store");
    }

    /** Sets the clock; the system's clock by default. */
    public Builder clock(InstantSource newClock) {
      this.clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /** Sets the monotonic time for deadlines and pauses; the system's by default. */
    public Builder ticker(Ticker newTicker) {
      this.ticker = Objects.requireNonNull(newTicker, "ticker");
      return this;
    }

    /**
     * Sets the source of ids, secrets and salts. It must be thread-safe and cryptographically
     * strong, and no other instance may get the same salts. {@link SecureRandom} by default.
     */
    public Builder random(RandomGenerator newRandom) {
      this.random = Objects.requireNonNull(newRandom, "random");
      return this;
    }

    /**
     * Makes new keys tokens of the first format, unless their {@link NewApiKey} asks for another
     * form; pairs by default. Keys of both forms can be in one store. A rotation keeps the form of
     * its key.
     *
     * <p>This also declares the formats of all tokens. A token with another prefix, such as one of
     * a test environment, is {@linkplain Credential#malformed malformed} for this instance, and the
     * store is not read. A {@link Proof} that was made with one is rejected for the same reason,
     * after the store was read. A new key cannot ask for it, and a rotation gives such a key a
     * token of the first format. Without this call, tokens of every prefix are accepted. Pairs are
     * always accepted.
     *
     * @param more further formats, such as a former one whose tokens are still in use
     */
    public Builder tokens(TokenFormat first, TokenFormat... more) {
      Arguments.require(first, "first", more, "more");
      this.formats =
          CredentialFormats.tokens(
              Stream.concat(Stream.of(first), Arrays.stream(more))
                  .map(format -> Objects.requireNonNull(format, "more"))
                  .toList());
      return this;
    }

    /**
     * Makes keys of a kind clients of a token endpoint, such as service accounts; no kind is one by
     * default. A client exchanges its secret for access tokens ({@link Credential#exchange}), and
     * the secret is accepted for nothing else: it gets no verifiers of a {@link VerifierScheme},
     * and every other credential with it is rejected. Each node and each application on the store
     * must name the kind before the first client is created.
     *
     * <p>A new client has its id as public key, and a secret of this format. Each of its secrets
     * must have an expiry, so a client is never the last lasting owner.
     *
     * @param kind not that of ordinary keys
     * @throws InvalidValueException for the kind of ordinary keys
     */
    public Builder clientKind(KeyKind kind, TokenFormat secrets) {
      Arguments.require(kind, "kind", secrets, "secrets");
      if (kind.equals(KeyKind.none())) {
        throw InvalidValueException.of("kind of clients", "", "must not be that of ordinary keys");
      }
      clients.put(kind, secrets);
      return this;
    }

    /** Sets the policy for all organizations; {@link ManagementPolicy#standard} by default. */
    public Builder policy(ManagementPolicy newPolicy) {
      this.policy = Objects.requireNonNull(newPolicy, "policy");
      return this;
    }

    /**
     * Changes the policy that is set so far, and keeps what {@code change} does not touch:
     *
     * <pre>{@code
     * builder.changePolicy(policy -> policy.withMinPrefixLengths(8, 32));
     * }</pre>
     */
    public Builder changePolicy(UnaryOperator<ManagementPolicy> change) {
      return policy(Objects.requireNonNull(change, "change").apply(policy));
    }

    /** Sets the directory of owners that are not keys; none by default. */
    public Builder owners(OwnerDirectory newOwners) {
      this.owners = Objects.requireNonNull(newOwners, "owners");
      return this;
    }

    /**
     * Sets the directory of projects. By default there are no projects, so no role can be assigned
     * on one.
     */
    public Builder projects(ProjectDirectory newProjects) {
      this.projects = Objects.requireNonNull(newProjects, "projects");
      return this;
    }

    /** Sets the peppers for verifiers; none by default. Recommended. */
    public Builder peppers(Peppers newPeppers) {
      this.peppers = Objects.requireNonNull(newPeppers, "peppers");
      return this;
    }

    /**
     * Adds a scheme of verifiers; none by default. New secrets get its verifiers at once. An older
     * secret gets them in the background, when it is presented. Call this once for each scheme.
     */
    public Builder verifierScheme(VerifierScheme newScheme) {
      this.schemes.add(Objects.requireNonNull(newScheme, "scheme"));
      return this;
    }

    /** Sets the listener for changes; none by default. */
    public Builder listener(ChangeListener newListener) {
      this.listener = Objects.requireNonNull(newListener, "listener");
      return this;
    }

    /** Sets the limiter that limits how often keys are used; by default there are no limits. */
    public Builder requestLimiter(RequestLimiter newLimiter) {
      this.limiter = Objects.requireNonNull(newLimiter, "limiter");
      return this;
    }

    /**
     * Sets how long a change, or a read of keys, is tried again when changes overtake it. A change
     * that waits for its turn after others of the same organization waits no longer, either. The
     * default is 5 seconds; zero means a single attempt.
     *
     * @throws InvalidValueException for a negative duration, or more than a day
     */
    public Builder changeDeadline(Duration newDeadline) {
      Objects.requireNonNull(newDeadline, "deadline");
      if (newDeadline.isNegative() || newDeadline.compareTo(Duration.ofDays(1)) > 0) {
        throw InvalidValueException.of("change deadline", newDeadline, "must be zero to one day");
      }
      this.deadline = newDeadline;
      return this;
    }

    /**
     * Sets the executor of background work: it writes usage, upgrades verifiers and sets the expiry
     * of old secrets. The default is two daemon threads, so that usage is written in time whatever
     * else there is to do. Each thread ends while it has nothing to do, so it needs no shutdown.
     *
     * <p>Another executor may be shared, or have virtual threads. It must not run a task on the
     * thread that submits it, which may be that of a request. Tasks are submitted to run once, at
     * once or after a delay, never at a fixed rate.
     *
     * <ul>
     *   <li>A rejected task is counted ({@link ClavigerMetrics#failedTasks}), and a later use tries
     *       again. No request fails for that.
     *   <li>An accepted task must run.
     *   <li>The application shuts the executor down after {@link Claviger#close}, which does not
     *       need it.
     *   <li>After an earlier shutdown, requests are answered as before, but verifiers and old
     *       secrets stay as they are. Usage is counted only in memory, as much as while the store
     *       fails, until {@link Claviger#close} writes it.
     * </ul>
     */
    public Builder background(ScheduledExecutorService newBackground) {
      this.background = Objects.requireNonNull(newBackground, "background");
      this.usageBackground = newBackground;
      return this;
    }

    /**
     * Sets when counted use is written. The default is 10 seconds after the first use that is not
     * written yet, or at once if 10,000 keys, secrets and entries were used. A crash loses the use
     * of one interval, or of more if the store was unreachable before. While the store fails, ten
     * times as much is kept.
     *
     * @throws InvalidValueException unless the interval is 1 millisecond to one day, and the size 1
     *     to a million
     */
    public Builder usageFlush(Duration interval, int size) {
      this.usageFlush = new UsageFlushOptions(Objects.requireNonNull(interval, "interval"), size);
      return this;
    }

    /** Builds the instance. */
    public Claviger build() {
      return new Claviger(this);
    }
  }
}
