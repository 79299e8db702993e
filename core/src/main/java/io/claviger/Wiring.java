package io.claviger;

import io.claviger.access.AccessCheck;
import io.claviger.access.Authenticated;
import io.claviger.access.Authenticator;
import io.claviger.access.Authorizer;
import io.claviger.access.RequestLimiter;
import io.claviger.access.RequestPath;
import io.claviger.internal.background.Failures;
import io.claviger.internal.credential.CredentialFormats;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.PepperCheck;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.Verifiers;
import io.claviger.internal.management.ChangeLoop;
import io.claviger.internal.management.EventMacs;
import io.claviger.internal.management.FirstUse;
import io.claviger.internal.management.KeyListing;
import io.claviger.internal.management.Management;
import io.claviger.internal.management.ManagementContext;
import io.claviger.internal.management.OrganizationCreation;
import io.claviger.internal.management.Rules;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.spi.store.ApiKeyStore;
import java.util.Optional;
import java.util.function.Consumer;

/** The parts of the library, put together from the options of a builder. */
final class Wiring {
  final Optional<UsageRecorder> usage;
  final ChangeLoop loop;
  final Management management;
  final Authenticator authenticator;
  final Failures failures;
  final CredentialFormats formats;
  private final ApiKeyStore store;
  private final PepperCheck peppers;
  private final RequestPath path;
  private final RequestLimiter limiter;

  Wiring(Claviger.Builder options) {
    this.formats = options.formats.withClients(options.clients);
    Entropy entropy = new Entropy(options.random, formats);
    SecretHasher hasher =
        new SecretHasher(entropy, options.peppers.current(), options.peppers.byVersion());
    Verifiers verifiers = new Verifiers(hasher, options.schemes, options.clients.keySet());
    this.store = options.store;
    this.peppers = new PepperCheck(options.peppers.byVersion());
    this.failures = new Failures(options.clock);
    this.usage = usage(options);
    ManagementContext context =
        new ManagementContext(
            options.clock,
            options.owners,
            options.projects,
            options.policy,
            options.listener,
            new EventMacs(options.peppers.current(), options.peppers.byVersion()));
    Rules rules = Rules.of(entropy, verifiers);
    this.loop = new ChangeLoop(store, context, options.ticker, entropy, options.deadline);
    this.management =
        new Management(
            store,
            context,
            loop,
            rules,
            new OrganizationCreation(store, context, loop, entropy, rules.keyCreation()),
            new KeyListing(store, options.clock, usage));

    this.limiter = options.limiter;
    this.path = new RequestPath(store, options.clock, options.policy.roles(), verifiers, entropy);
    this.authenticator = path.authenticator(firstUse(options), options.background, failures);
  }

  AccessCheck accessCheck(Authorizer authorizer) {
    return path.check(authenticator, authorizer, limiter, usage);
  }

  AccessCheck.Counts accessCounts() {
    return path.counts();
  }

  void checkPeppers() {
    peppers.run(store);
  }

  /** Requests in a transaction of the application count nothing. */
  private Optional<UsageRecorder> usage(Claviger.Builder options) {
    return options
        .store
        .extensions()
        .usage()
        .filter(store -> !options.store.joinsTransaction())
        .map(
            store ->
                new UsageRecorder(store, options.usageBackground, options.usageFlush, failures));
  }

  /**
   * In a transaction of the application, nothing is written that the application did not ask for.
   */
  private Consumer<Authenticated> firstUse(Claviger.Builder options) {
    return options.store.joinsTransaction()
        ? used -> {}
        : new FirstUse(loop, management.rules().secrets(), options.background, failures)::after;
  }
}
