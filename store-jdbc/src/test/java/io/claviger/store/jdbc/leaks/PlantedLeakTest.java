package io.claviger.store.jdbc.leaks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Slf4JSqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret that is told is found, wherever that is. */
final class PlantedLeakTest {
  private static final PrivateKey KEY = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final Logger LOGGER = Logger.getLogger("planted");

  private record Holder(String clear) {}

  static Stream<Named<BiConsumer<String, Prints>>> leaks() {
    return Stream.of(
        leak("a log line", (clear, prints) -> LOGGER.finest(clear)),
        leak("a parameter", (clear, prints) -> LOGGER.log(Level.FINEST, "a key {0}", clear)),
        leak("one that is not in the line", (clear, prints) -> LOGGER.log(Level.ALL, "", clear)),
        leak("an exception in a log", (clear, prints) -> LOGGER.log(Level.FINE, "", deep(clear))),
        leak("the logger of the platform", PlantedLeakTest::traceOnPlatform),
        leak("a logger of slf4j", PlantedLeakTest::debugThroughSlf4j),
        leak("standard output", (clear, prints) -> System.out.println(clear)),
        leak("standard error", (clear, prints) -> System.err.println(clear)),
        leak("a toString", (clear, prints) -> prints.look(new Holder(clear))),
        leak("bytes", (clear, prints) -> prints.look(clear.getBytes(UTF_8))),
        leak("deep inside", (clear, prints) -> prints.look(Optional.of(Map.of(1, List.of(clear))))),
        leak("a cause", (clear, prints) -> prints.look(deep(clear))),
        leak("a suppressed one", (clear, prints) -> prints.look(suppressing(clear))),
        leak("the next error of a batch", (clear, prints) -> prints.look(before(clear))),
        leak("a parameter of an exception", (clear, prints) -> prints.look(refusal(clear))),
        leak("what a call throws", PlantedLeakTest::thrown));
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void isFound(BiConsumer<String, Prints> leak) {
    Prints prints = new Prints();
    List<Said> heard;
    try (Recording recording = Recording.begin()) {
      leak.accept(KEY.reveal(), prints);
      heard = recording.said();
    }
    Secrets secrets = new Secrets();
    secrets.add(KEY);
    assertTrue(
        Stream.of(heard, prints.said())
            .flatMap(List::stream)
            .anyMatch(said -> secrets.in(said.text()).isPresent()));
  }

  private static void traceOnPlatform(String clear, Prints prints) {
    System.getLogger("planted").log(System.Logger.Level.TRACE, clear);
  }

  /** What a host's jdbi does, where nobody switches it off. */
  private static void debugThroughSlf4j(String clear, Prints prints) {
    Jdbi jdbi = Jdbi.create("jdbc:h2:mem:");
    jdbi.getConfig(SqlStatements.class).setSqlLogger(new Slf4JSqlLogger());
    try (Handle handle = jdbi.open()) {
      handle.createQuery("select :key").bind("key", clear).mapTo(String.class).one();
    }
  }

  private static void thrown(String clear, Prints prints) {
    prints.lookAt(
        () -> {
          throw new SQLException(clear);
        });
  }

  private static Exception deep(String clear) {
    return new StoreException(
        StoreException.Kind.FAULT, "broken", new IllegalStateException(new SQLException(clear)));
  }

  private static Exception suppressing(String clear) {
    Exception exception = new IllegalStateException("first");
    exception.addSuppressed(new IllegalStateException(clear));
    return exception;
  }

  private static Exception before(String clear) {
    SQLException first = new SQLException("first");
    first.setNextException(new SQLException(clear));
    return new IllegalStateException(first);
  }

  private static Exception refusal(String clear) {
    // Without its first digit, since a whole one is not repeated.
    return InvalidValueException.of(
        ErrorCode.INVALID_VALUE, "thing", clear.substring(1), "must not be a key");
  }

  private static Named<BiConsumer<String, Prints>> leak(
      String where, BiConsumer<String, Prints> leak) {
    return Named.of(where, leak);
  }
}
