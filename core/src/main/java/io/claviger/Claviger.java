package io.claviger;

import io.claviger.access.AccessCheck;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Authenticator;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.RequestPath;
import io.claviger.internal.background.DaemonThread;
import io.claviger.internal.credential.CredentialFormat;
import io.claviger.internal.credential.PairCredentials;
import io.claviger.internal.credential.TokenCredentials;
import io.claviger.internal.usage.UsageFlush;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.model.BackgroundFailure;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.PublicKey;
import io.claviger.model.RoleGrants;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.OwnerDirectory;
import io.claviger.spi.ProjectDirectory;
import io.claviger.spi.Proof;
import io.claviger.spi.Ticker;
import io.claviger.spi.VerifierScheme;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * The entry point: built once from a store, then shared. Immutable and thread-safe. Does not own
 * the store; whoever opened that closes it.
 */
public final class Claviger implements AutoCloseable {
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

  private final Wiring wiring;

  private Claviger(Builder builder) {
    this.wiring = new Wiring(builder);
  }

  /** With every option at its default. */
  public static Claviger of(ApiKeyStore store) {
    return builder(store).build();
  }

  /** To set options. */
  public static Builder builder(ApiKeyStore store) {
    return new Builder(store);
  }

  /**
   * Checks that this node uses the same pepper under each version as the others. The application
   * calls this at its start, after the store's own check; it may be called again. The first node
   * that has a pepper stores a check value of it, which stays, whatever clocks say.
   *
   * @throws StoreException if the store is in trouble; of the kind {@code FAULT} if another pepper
   *     of the same version came first: the message names the version and the remedy
   */
  public void check() {
    wiring.checkPeppers();
  }

  /** Management on behalf of this caller. Cheap: make one for each call, or keep it. */
  public ApiKeys actingAs(Caller caller) {
    Objects.requireNonNull(caller, "caller");
    return new ApiKeys(caller, wiring, Optional.empty());
  }

  /** Tells who presents a credential. */
  public Authenticator authenticator() {
    return wiring.authenticator;
  }

  /**
   * Authenticates a key by a proof. Only extensions that add a {@link VerifierScheme} call this;
   * they are responsible for their proofs. It reads the store once. It judges the key, and notices
   * the first use of a new secret, as {@link #authenticator()} does.
   *
   * @throws StoreException if the store is in trouble, or if the proof throws it
   */
  public AuthenticationResult authenticate(PublicKey publicKey, Proof proof) {
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(proof, "proof");
    return wiring.authenticate(publicKey, proof);
  }

  /**
   * The request path in one call: authenticates, decides with this authorizer, counts the use.
   * Cheap: make one for each authorizer, or keep it.
   */
  public AccessCheck accessCheck(Authorizer authorizer) {
    Objects.requireNonNull(authorizer, "authorizer");
    return RequestPath.check(wiring.authenticator, authorizer, wiring.usage);
  }

  /** Checks requests with an authorizer that knows these grants; see {@link Authorizer}. */
  public AccessCheck accessCheck(RoleGrants grants) {
    return accessCheck(new Authorizer(grants));
  }

  /** Numbers for monitoring, of this moment. */
  public ClavigerMetrics metrics() {
    return new ClavigerMetrics(
        wiring.loop.retries(),
        wiring.usage.map(UsageRecorder::unwritten).orElse(0),
        wiring.usage.map(UsageRecorder::dropped).orElse(0L),
        wiring.failures.count(),
        wiring.loop.failedListeners());
  }

  /**
   * The last work in the background that failed, of those that {@link ClavigerMetrics#failedTasks}
   * counts; empty if none has failed. Keeps one failure, and does not forget it when the next task
   * succeeds: look at its time.
   */
  public Optional<BackgroundFailure> lastFailure() {
    return wiring.failures.last();
  }

  /**
   * Writes the use that is not written yet, and waits for that, at most 5 seconds; an interrupt
   * ends the wait, and the writing goes on. To be called before the store is closed; may be called
   * more than once. What is under way goes on, and what comes later is answered as before, but its
   * use is not counted.
   */
  @Override
  public void close() {
    wiring.usage.ifPresent(recorder -> recorder.close(PATIENCE_AT_CLOSE));
  }

  /** Collects options; not thread-safe. Each has a default; in production give {@link #peppers}. */
  public static final class Builder {
    final ApiKeyStore store;
    InstantSource clock = InstantSource.system();
    Ticker ticker = Ticker.system();
    RandomGenerator random = new SecureRandom();
    CredentialFormat format = new PairCredentials();
    ManagementPolicy policy = ManagementPolicy.standard();
    OwnerDirectory owners = OwnerDirectory.keysOnly();
    ProjectDirectory projects = ProjectDirectory.none();
    Peppers peppers = Peppers.none();
    Optional<VerifierScheme> scheme = Optional.empty();
    ChangeListener listener = ChangeListener.none();
    Duration deadline = Duration.ofSeconds(5);
    ScheduledExecutorService background = DaemonThread.named("claviger");
    ScheduledExecutorService usageBackground = DaemonThread.named("claviger-usage");
    UsageFlush usageFlush = new UsageFlush(Duration.ofSeconds(10), 10_000);

    private Builder(ApiKeyStore store) {
      this.store = Objects.requireNonNull(store, "store");
    }

    /** What time it is; the system's clock by default. */
    public Builder clock(InstantSource newClock) {
      this.clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /** Monotonic time for deadlines and pauses; the system's by default. */
    public Builder ticker(Ticker newTicker) {
      this.ticker = Objects.requireNonNull(newTicker, "ticker");
      return this;
    }

    /**
     * Where ids and secrets are drawn from, and salts that no other instance may have: must be
     * thread-safe and cryptographically strong; {@link SecureRandom} by default.
     */
    public Builder random(RandomGenerator newRandom) {
      this.random = Objects.requireNonNull(newRandom, "random");
      return this;
    }

    /**
     * New keys and secrets are tokens of this format; pairs by default. Keys of both formats live
     * side by side in one store, and authenticate whatever is set here.
     */
    public Builder tokens(TokenFormat newFormat) {
      this.format = new TokenCredentials(Objects.requireNonNull(newFormat, "format").prefix());
      return this;
    }

    /**
     * What the host decides for all organizations; {@link ManagementPolicy#standard} by default.
     */
    public Builder policy(ManagementPolicy newPolicy) {
      this.policy = Objects.requireNonNull(newPolicy, "policy");
      return this;
    }

    /** Owners that are not keys; none by default. */
    public Builder owners(OwnerDirectory newOwners) {
      this.owners = Objects.requireNonNull(newOwners, "owners");
      return this;
    }

    /** The projects of organizations; none by default, so that no role can be assigned on one. */
    public Builder projects(ProjectDirectory newProjects) {
      this.projects = Objects.requireNonNull(newProjects, "projects");
      return this;
    }

    /** Peppers for the verifiers; none by default. Recommended. */
    public Builder peppers(Peppers newPeppers) {
      this.peppers = Objects.requireNonNull(newPeppers, "peppers");
      return this;
    }

    /**
     * Adds a scheme of verifiers; none by default. New secrets get its verifiers at once. An older
     * secret gets them in the background, when it is presented.
     */
    public Builder verifierScheme(VerifierScheme newScheme) {
      this.scheme = Optional.of(Objects.requireNonNull(newScheme, "scheme"));
      return this;
    }

    /** Who is told of changes; nobody by default. */
    public Builder listener(ChangeListener newListener) {
      this.listener = Objects.requireNonNull(newListener, "listener");
      return this;
    }

    /**
     * How long a change, or a read of keys, is tried again when changes overtake it; 5 seconds by
     * default, zero for a single try.
     *
     * @throws InvalidValueException for a negative one, or more than a day
     */
    public Builder changeDeadline(Duration newDeadline) {
      Objects.requireNonNull(newDeadline, "deadline");
      if (newDeadline.isNegative() || newDeadline.compareTo(Duration.ofDays(1)) > 0) {
        throw InvalidValueException.of(
            ErrorCode.INVALID_VALUE,
            "change deadline",
            newDeadline.toString(),
            "must be zero to one day");
      }
      this.deadline = newDeadline;
      return this;
    }

    /**
     * Sets the executor of work that no request waits for: use is written, verifiers are upgraded,
     * old secrets get their end. The default is two daemon threads, so that use is written in time
     * whatever else there is to do; each ends while there is nothing to do, and nobody shuts it
     * down. Another executor may be shared, or have virtual threads, but must not run a task on the
     * thread that hands it over, which may be that of a request. It is given tasks to run once, at
     * once or after a delay, never at a fixed rate.
     *
     * <p>A task that it refuses is counted ({@link ClavigerMetrics#failedTasks}), and a later use
     * tries again; no request fails for that. A task that it accepts is expected to run. The
     * application shuts it down, after {@link Claviger#close}, which needs no executor. If it is
     * shut down earlier, requests are answered as before, but nothing is renewed, and use is only
     * counted in memory, as much as while the store is in trouble, until {@link Claviger#close}
     * writes it.
     */
    public Builder background(ScheduledExecutorService newBackground) {
      this.background = Objects.requireNonNull(newBackground, "background");
      this.usageBackground = newBackground;
      return this;
    }

    /**
     * When use that was counted in memory is written: 10 seconds after the first of it, or at once
     * when it concerns 10,000 keys, secrets and entries, by default. After a crash the use of one
     * interval is missing, or of more if the store was unreachable before it. While the store is in
     * trouble, ten times as much is kept.
     *
     * @throws InvalidValueException unless the interval is 1 millisecond to one day, and the size 1
     *     to a million
     */
    public Builder usageFlush(Duration interval, int size) {
      this.usageFlush = new UsageFlush(interval, size);
      return this;
    }

    /** Builds it. */
    public Claviger build() {
      return new Claviger(this);
    }
  }
}
