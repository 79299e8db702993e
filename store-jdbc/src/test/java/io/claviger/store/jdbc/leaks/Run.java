package io.claviger.store.jdbc.leaks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.http.digest.Digest;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.TokenFormat;
import io.claviger.store.jdbc.databases.TestDatabase;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

/**
 * The library from the first organization to the closed pool, with everything that somebody could
 * read of it: every log line of every level, the standard streams, the texts of all values and
 * exceptions, the names of threads.
 */
final class Run {
  private final Set<Said> said = new LinkedHashSet<>();
  private final Sabotage sabotage;
  private final Host host;

  private Run(Sabotage sabotage) {
    this.sabotage = sabotage;
    this.host = new Host(sabotage);
  }

  /** On an empty database. */
  static Run on(TestDatabase database, DataSource plain) throws Exception {
    try (Recording recording = Recording.begin()) {
      Run run = new Run(new Sabotage(database, plain));
      try {
        run.live();
      } finally {
        run.host.close();
      }
      run.said.addAll(recording.said());
      run.said.addAll(run.host.prints().said());
      return run;
    }
  }

  Set<Said> said() {
    return said;
  }

  Host host() {
    return host;
  }

  private void live() throws Exception {
    byte[] old = host.newPepper();
    byte[] current = host.newPepper();
    Peppers peppers = host.prints().look(Peppers.of(2, current).alsoVerifying(1, old));
    Claviger salted = host.library(options -> options);
    Claviger peppered =
        host.library(options -> options.peppers(Peppers.of(1, old)).changeDeadline(Duration.ZERO));
    Digest digest = Digest.of(DigestRequests.SETTINGS, peppers, host.clock(), new SecureRandom());
    Claviger tokens =
        host.library(
            options ->
                options
                    .peppers(peppers)
                    .tokens(TokenFormat.of("acme"))
                    .verifierScheme(digest.scheme()));

    checkPeppers(tokens);
    FutureTask<Boolean> slow = lockTimeouts(peppered);
    for (Claviger library : List.of(salted, peppered, tokens)) {
      manage(library);
    }
    // These keys have verifiers of three kinds, two of which are not those of today.
    List<IssuedApiKey> keys = host.issued();
    Requests requests = new Requests(host.prints(), tokens);
    DigestRequests digests = new DigestRequests(host, digest.authenticator(tokens));
    tryAll(keys, digests);
    keys.forEach(requests::tryAll);
    host.advance(Duration.ofSeconds(10));
    tryAll(keys, digests);
    assertTrue(digests.accepted() > 0, "some have a verifier for Digest by now");
    slow.get();
    troubles(peppered).all();
    end(tokens, requests, keys.get(0));
  }

  /** And of a node that has others. */
  private void checkPeppers(Claviger fit) {
    fit.check();
    Peppers others = Peppers.of(1, host.newPepper());
    Claviger refused = host.library(options -> options.peppers(others));
    host.prints()
        .lookAt(
            () -> {
              refused.check();
              return null;
            });
  }

  private static void tryAll(List<IssuedApiKey> keys, DigestRequests digests)
      throws GeneralSecurityException {
    for (IssuedApiKey key : keys) {
      digests.tryAll(key);
    }
  }

  private void manage(Claviger library) {
    Management management = new Management(host, library);
    management.changes();
    management.usedId();
    management.refusals();
    management.mixUps();
  }

  /** They take seconds, so other things are done meanwhile. */
  private FutureTask<Boolean> lockTimeouts(Claviger library) {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              troubles(library).lockTimeouts();
              return true;
            });
    new Thread(task, "waits for locks").start();
    return task;
  }

  private Troubles troubles(Claviger library) {
    return new Troubles(sabotage, host, new Management(host, library));
  }

  /** Use is left over, and cannot be written any more. */
  private void end(Claviger library, Requests requests, IssuedApiKey key) {
    requests.tryAll(key);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      said.add(new Said("a thread", thread.toString()));
    }
    host.closePool();
    host.advance(Duration.ofHours(1));
    requests.tryAll(key);
    library.close();
    host.prints().look(library.metrics());
  }
}
