package io.claviger.cli.command;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.cli.error.CliException;
import io.claviger.http.digest.Digest;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.http.digest.DigestSettings;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.Role;
import io.claviger.model.Roles;
import io.claviger.model.TokenFormat;
import io.claviger.spi.VerifierScheme;
import io.claviger.spi.store.ApiKeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Sets the library up as the application does, so that keys of this program work there. */
final class Configuration {
  private static final String CALLER = "cli";

  private final GlobalOptions options;

  Configuration(GlobalOptions options) {
    this.options = options;
  }

  /** Opens the library with one more scheme of verifiers, if a command needs it. */
  Claviger open(ApiKeyStore store, Optional<? extends VerifierScheme> scheme) {
    Peppers peppers = peppers();
    Claviger.Builder builder =
        Claviger.builder(store)
            .peppers(peppers)
            .policy(ManagementPolicy.standard().withRoles(roles()))
            .owners(organization -> options.ownersOutside)
            .background(nothing());
    options.tokenPrefix.map(TokenFormat::of).ifPresent(builder::tokens);
    options
        .digestRealm
        .map(realm -> Digest.of(digest(realm), peppers).scheme())
        .ifPresent(builder::verifierScheme);
    scheme.ifPresent(builder::verifierScheme);
    return builder.build();
  }

  /** Makes somebody say it if there is no pepper: a forgotten one makes weaker verifiers. */
  void requirePeppersKnown() {
    if (options.pepperFiles.isEmpty() != options.noPepper) {
      throw CliException.usage(
          "give each pepper of the application with --pepper-file VERSION=FILE, or say --no-pepper"
              + " if it has none");
    }
  }

  Peppers peppers() {
    return options.peppers().read();
  }

  boolean hasPeppers() {
    return !options.pepperFiles.isEmpty();
  }

  /** Names the operator, so that events show who did it. */
  String caller() {
    String operator = options.actor.orElse(systemUser());
    return operator.isEmpty() ? CALLER : CALLER + ":" + operator;
  }

  /** Leaves out a name with unusual characters, which an event could not keep. */
  private static String systemUser() {
    String user = System.getProperty("user.name", "");
    return user.matches("[A-Za-z0-9._@-]{1,64}") ? user : "";
  }

  private Roles roles() {
    return Roles.builtIn()
        .withOrganizationRoles(options.ownRoles.toArray(Role[]::new))
        .withProjectRoles(options.ownProjectRoles.toArray(Role[]::new));
  }

  private DigestSettings digest(String realm) {
    List<DigestAlgorithm> algorithms = options.digestAlgorithms;
    if (algorithms.isEmpty()) {
      return DigestSettings.of(realm, DigestAlgorithm.SHA_256);
    }
    DigestAlgorithm[] more =
        algorithms.subList(1, algorithms.size()).toArray(DigestAlgorithm[]::new);
    return DigestSettings.of(realm, algorithms.get(0), more);
  }

  /**
   * Refuses all background work, so that 'authenticate' changes nothing: it starts no grace period,
   * and replaces no verifier.
   */
  private static ScheduledExecutorService nothing() {
    ScheduledExecutorService executor = new ScheduledThreadPoolExecutor(0);
    executor.shutdown();
    return executor;
  }
}
