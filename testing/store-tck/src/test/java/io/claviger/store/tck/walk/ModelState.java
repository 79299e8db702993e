package io.claviger.store.tck.walk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state of the model. */
final class ModelState {
  /** A refusal, with the name of its code. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    private Refused(String code) {
      super(code);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  static final int MAX_KEYS = 5;
  static final int MAX_ENTRIES = 2;

  /** The addresses of the walk that lie in each block. */
  private static final Map<String, Set<String>> ADMITTED =
      Map.of(
          "203.0.113.7/32", Set.of("203.0.113.7"),
          "203.0.113.0/24", Set.of("203.0.113.7"),
          "128.0.0.0/1", Set.of("203.0.113.7", "198.51.100.9"),
          "198.51.100.0/24", Set.of("198.51.100.9"),
          "2001:db8::/32", Set.of("2001:db8::7"),
          "192.0.2.1/32", Set.of());

  /** The blocks of the walk that lie in other blocks. */
  private static final Map<String, Set<String>> INSIDE =
      Map.of(
          "203.0.113.0/24", Set.of("203.0.113.7/32"),
          "128.0.0.0/1",
              Set.of("203.0.113.0/24", "203.0.113.7/32", "198.51.100.0/24", "192.0.2.1/32"));

  /** All keys by number, also deleted ones. */
  final List<ModelKey> created = new ArrayList<>();

  final List<String> events = new ArrayList<>();
  String name = "Example";
  boolean whitelistRequired;
  boolean ownerOutside;
  int now;
  int revision = 1;

  /** The longest lifetime of a key in seconds; -1 if it is not limited. */
  int lifetime = -1;

  Stream<ModelKey> living() {
    return created.stream().filter(key -> !key.deleted);
  }

  String keys() {
    return living().map(ModelKey::toString).sorted().collect(Collectors.joining("\n"));
  }

  String organization() {
    return Wording.organization(name, whitelistRequired, lifetime < 0 ? "none" : "" + lifetime);
  }

  ModelKey existing(int number) {
    require(number < created.size() && !created.get(number).deleted, "API_KEY_NOT_FOUND");
    return created.get(number);
  }

  /** Implements row 3. */
  void requireOwnerWithout(ModelKey key, String code) {
    require(canDoWithout(key), code);
  }

  boolean canDoWithout(ModelKey key) {
    boolean another = living().anyMatch(other -> other != key && other.isLastingOwner());
    return !key.isLastingOwner() || another || ownerOutside;
  }

  /** Checks the expiry of a key. */
  void requireExpiry(int at) {
    require(at < 0 || at > now, "INVALID_VALUE");
    require(lifetime < 0 || (at >= 0 && at <= now + lifetime), "LIFETIME_TOO_LONG");
  }

  void changed(String event) {
    changed(event, 1);
  }

  void changed(String event, int times) {
    revision++;
    addEvent(event, times);
  }

  void addEvent(String event, int times) {
    for (int i = 0; i < times; i++) {
      events.add(event);
    }
  }

  static boolean admits(Collection<String> blocks, String address) {
    return blocks.stream()
        .anyMatch(block -> ADMITTED.getOrDefault(block, Set.of()).contains(address));
  }

  static boolean lieWithin(Collection<String> blocks, Collection<String> others) {
    return blocks.stream()
        .allMatch(
            block ->
                others.contains(block)
                    || others.stream()
                        .anyMatch(other -> INSIDE.getOrDefault(other, Set.of()).contains(block)));
  }

  static void require(boolean holds, String code) {
    if (!holds) {
      throw new Refused(code);
    }
  }
}
