package io.claviger;

import io.claviger.access.AccessCheck;
import io.claviger.access.Authenticator;
import io.claviger.access.Authorizer;
import io.claviger.access.digest.DigestAuthenticator;
import io.claviger.access.digest.DigestSettings;
import io.claviger.internal.access.CountingAccessCheck;
import io.claviger.internal.credential.CredentialFormat;
import io.claviger.internal.credential.DigestSupport;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.KeyReader;
import io.claviger.internal.credential.PairCredentials;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.StoreAuthenticator;
import io.claviger.internal.credential.TokenCredentials;
import io.claviger.internal.credential.VerifierUpgrade;
import io.claviger.internal.credential.Verifiers;
import io.claviger.internal.management.ChangeLoop;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.Rules;
import io.claviger.internal.management.Succession;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ChangeListener;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The entry point: built once from a store, then shared. Immutable and thread-safe. Does not own
 * the store; whoever opened that closes it.
 */
public final class Claviger implements AutoCloseable {
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

  private final Optional<UsageRecorder> usage;
  private final ChangeLoop loop;
  private final Management management;
  private final Rules rules;
  private final Authenticator authenticator;
  private final Optional<DigestAuthenticator> digest;

  private Claviger(Builder builder) {
    Entropy entropy = new Entropy(builder.random, builder.format);
    SecretHasher hasher =
        new SecretHasher(entropy, builder.peppers.current(), builder.peppers.byVersion());
    this.usage =
        builder
            .store
            .usageStore()
            .map(store -> new UsageRecorder(store, builder.usageBackground, builder.usageFlush));
    this.loop =
        new ChangeLoop(builder.store, builder.listener, builder.ticker, entropy, builder.deadline);
    this.management = new Management(builder.store, loop, builder.host(), usage);
    Optional<DigestSupport> support = builder.digestSupport();
    Verifiers verifiers = new Verifiers(hasher, support.map(DigestSupport::verifiers));
    this.rules = Rules.of(entropy, verifiers);
    KeyReader keys = new KeyReader(builder.store, builder.clock);
    Optional<Succession> succession = succession(builder);
    Authenticator reading = authenticator(builder, keys, hasher, verifiers);
    this.authenticator = succession.map(its -> its.around(reading)).orElse(reading);
    this.digest =
        support
            .map(its -> its.authenticator(keys, builder.clock))
            .map(answer -> succession.map(its -> its.around(answer)).orElse(answer));
  }

  private static Authenticator authenticator(
      Builder builder, KeyReader keys, SecretHasher hasher, Verifiers verifiers) {
    Optional<VerifierUpgrade> upgrade =
        builder
            .store
            .verifierStore()
            .map(store -> new VerifierUpgrade(verifiers, store, builder.background));
    return new StoreAuthenticator(keys, hasher, upgrade);
  }

  /** A host's own transaction is the host's: nothing is written there that it did not ask for. */
  private Optional<Succession> succession(Builder builder) {
    return builder.store.joinsTransaction()
        ? Optional.empty()
        : Optional.of(new Succession(management, rules.secrets(), builder.background));
  }

  /** With every option at its default. */
  public static Claviger of(ApiKeyStore store) {
    return builder(store).build();
  }

  /** To set options. */
  public static Builder builder(ApiKeyStore store) {
    return new Builder(store);
  }

  /** Management on behalf of this caller. Cheap: make one for each call, or keep it. */
  public ApiKeys actingAs(Caller caller) {
    Objects.requireNonNull(caller, "caller");
    return new ApiKeys(caller, management, rules, Optional.empty());
  }

  /** Tells who presents a credential. */
  public Authenticator authenticator() {
    return authenticator;
  }

  /**
   * Tells who presents a credential by HTTP Digest.
   *
   * @throws IllegalStateException if Digest was not turned on
   */
  public DigestAuthenticator digestAuthenticator() {
    return digest.orElseThrow(
        () ->
            new IllegalStateException(
                "Digest is not turned on; give its settings to Claviger.Builder.digest"));
  }

  /**
   * The request path in one call: authenticates, decides with this authorizer, counts the use.
   * Cheap: make one for each authorizer, or keep it.
   */
  public AccessCheck accessCheck(Authorizer authorizer) {
    Objects.requireNonNull(authorizer, "authorizer");
    return new CountingAccessCheck(authenticator, authorizer, usage);
  }

  /** Numbers for monitoring, of this moment. */
  public ClavigerMetrics metrics() {
    return new ClavigerMetrics(
        loop.retries(),
        usage.map(UsageRecorder::unwritten).orElse(0),
        usage.map(UsageRecorder::dropped).orElse(0L));
  }

  /**
   * Writes the use that is not written yet, and waits for that, at most 5 seconds. To be called
   * before the store is closed; may be called more than once. What is under way goes on, and what
   * comes later is answered as before, but its use is not counted.
   */
  @Override
  public void close() {
    usage.ifPresent(recorder -> recorder.close(PATIENCE_AT_CLOSE));
  }

  /** Collects options; not thread-safe. Each has a default that suits production. */
  public static final class Builder {
    private final ApiKeyStore store;
    private InstantSource clock = InstantSource.system();
    private Ticker ticker = Ticker.system();
    private RandomGenerator random = new SecureRandom();
    private CredentialFormat format = new PairCredentials();
    private ManagementPolicy policy = ManagementPolicy.standard();
    private OwnerDirectory owners = OwnerDirectory.keysOnly();
    private ProjectDirectory projects = ProjectDirectory.none();
    private Peppers peppers = Peppers.none();
    private Optional<DigestSettings> digest = Optional.empty();
    private ChangeListener listener = ChangeListener.none();
    private Duration deadline = Duration.ofSeconds(5);
    private Background background = Background.daemon("claviger");
    private Background usageBackground = Background.daemon("claviger-usage");
    private UsageRecorder.Flush usageFlush =
        new UsageRecorder.Flush(Duration.ofSeconds(10), 10_000);

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
     * Where ids and secrets are drawn from: must be thread-safe and cryptographically strong;
     * {@link SecureRandom} by default.
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

    /** Turns HTTP Digest on; off by default. Needs {@link #peppers} with a current one. */
    public Builder digest(DigestSettings newDigest) {
      this.digest = Optional.of(Objects.requireNonNull(newDigest, "digest"));
      return this;
    }

    /** Who is told of changes; nobody by default. */
    public Builder listener(ChangeListener newListener) {
      this.listener = Objects.requireNonNull(newListener, "listener");
      return this;
    }

    /**
     * How long a change is tried again when others overtake it; 5 seconds by default, zero for a
     * single try.
     *
     * @throws InvalidValue for a negative one, or more than a day
     */
    public Builder changeDeadline(Duration newDeadline) {
      if (newDeadline.isNegative() || newDeadline.compareTo(Duration.ofDays(1)) > 0) {
        throw InvalidValue.of(
            ErrorCode.INVALID_ATTRIBUTE,
            "change deadline",
            newDeadline.toString(),
            "must be zero to one day");
      }
      this.deadline = Objects.requireNonNull(newDeadline, "deadline");
      return this;
    }

    /**
     * Where work is done that no request waits for; two daemon threads by default, so that usage is
     * written in time whatever else there is to do. A host that gives one shuts it down after
     * {@link Claviger#close}.
     */
    public Builder background(Background newBackground) {
      this.background = Objects.requireNonNull(newBackground, "background");
      this.usageBackground = newBackground;
      return this;
    }

    /**
     * When use that was counted in memory is written: 10 seconds after the first of it, or at once
     * when it concerns 10,000 keys, secrets and entries, by default. After a crash the use of one
     * interval is missing. While the store is in trouble, ten times as much is kept.
     *
     * @throws InvalidValue unless the interval is 1 millisecond to one day, and the size 1 to a
     *     million
     */
    public Builder usageFlush(Duration interval, int size) {
      this.usageFlush = new UsageRecorder.Flush(interval, size);
      return this;
    }

    private Management.Host host() {
      return new Management.Host(clock, owners, projects, policy);
    }

    private Optional<DigestSupport> digestSupport() {
      if (digest.isPresent() && !peppers.hasCurrent()) {
        throw InvalidValue.hidden(
            ErrorCode.INVALID_ATTRIBUTE,
            "peppers",
            "Digest needs a current one, under which its verifiers are sealed; give"
                + " Peppers.of(version, key) to Claviger.Builder.peppers");
      }
      return digest.map(
          settings -> new DigestSupport(settings, peppers.current(), peppers.byVersion(), random));
    }

    /**
     * Builds it.
     *
     * @throws InvalidValue if Digest is on and there is no current pepper
     */
    public Claviger build() {
      return new Claviger(this);
    }
  }
}
