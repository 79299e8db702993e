package io.claviger.benchmarks.warmcheck;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Require;
import io.claviger.benchmarks.run.Run;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.store.cache.CachingApiKeyStore;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The heap that a cached key takes: the used heap with many cached keys minus the used heap before,
 * each after a garbage collection. An organization has ten keys. Each key has its own copy of its
 * organization, as from a database. The keys are never used, so the counts of their use are not
 * included.
 */
public final class Heap {
  private Heap() {}

  /** Returns the measurements. */
  public static List<Measurement> measurements() {
    Row row = new Row("growth/heap-per-key", "bytes", Goal.oursAtMost(400));
    Row compact = new Row("growth/heap-per-key/compact-headers", "bytes", null);
    Measurement alone =
        new Measurement(
            List.of(row), run -> List.of(new Result(row, Comparison.alone(inJvm(keys(run))))));
    Measurement beside =
        new Measurement(
            List.of(compact),
            run -> {
              double ours = inJvm(keys(run), WarmCheck.COMPACT_HEADERS);
              double theirs = inJvm(keys(run));
              return List.of(
                  new Result(compact, Comparison.byTurns(List.of(ours), List.of(theirs))));
            });
    return List.of(alone, beside.sinceJava(25));
  }

  private static int keys(Run run) {
    return run.quick() ? 100_000 : 500_000;
  }

  /** Measures in a JVM of its own, with these options. */
  private static double inJvm(int keys, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-Xmx5g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Heap.class.getName(), Integer.toString(keys)));
    Process jvm = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    Require.that(!said.isEmpty(), command + " printed no number");
    return Double.parseDouble(said);
  }

  /** Prints the heap for each of this many keys, in bytes. */
  public static void main(String[] arguments) {
    // The first call loads the classes and objects that exist only once.
    double unused = bytesPerKey(1_000);
    System.out.println(bytesPerKey(Integer.parseInt(arguments[0])));
  }

  private static double bytesPerKey(int keys) {
    RemoteStore store = new RemoteStore();
    try (CachingApiKeyStore cache =
        CachingApiKeyStore.builder(store)
            .maxSize(2 * keys)
            // A long time, because the store cannot confirm an organization.
            .maxStaleness(Duration.ofHours(1))
            .build()) {
      long before = used();
      store.serve("hmac", keys, key -> load(cache, key));
      long after = used();
      Require.that(cache.metrics().keys() >= keys, "the cache does not hold all keys");
      return (after - before) / (double) keys;
    }
  }

  private static void load(CachingApiKeyStore cache, KeyIssuer.Issue key) {
    Require.that(cache.findByPublicKey(key.stored().key().publicKey()).isPresent(), "not found");
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
