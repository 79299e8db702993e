package io.claviger.internal.bridge;

import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The doors of public classes. A class opens its only door when it is initialized, and nobody can
 * open another one later. Thread-safe.
 */
public final class Doors {
  /**
   * By the class that opened it: {@link SecretHints}, a supplier of {@link EntryReader}s, or a
   * function of an object of the class.
   */
  private static final ConcurrentHashMap<Class<?>, Object> DOORS = new ConcurrentHashMap<>();

  private Doors() {}

  /**
   * Opens the way from each object of a class to one part of it.
   *
   * @throws IllegalStateException if the class has a door
   */
  public static <O> void open(Class<O> owner, Function<O, ?> part) {
    put(owner, part);
  }

  /**
   * Opens the way to the notes of a class of secrets.
   *
   * @throws IllegalStateException if the class has a door
   */
  public static <S> void open(Class<S> secrets, SecretHints<S> hints) {
    put(secrets, hints);
  }

  /**
   * Opens the way to readers of a class of whitelists.
   *
   * @throws IllegalStateException if the class has a door
   */
  public static <W> void open(Class<W> whitelists, Supplier<EntryReader<W>> readers) {
    put(whitelists, readers);
  }

  private static void put(Class<?> owner, Object door) {
    if (DOORS.putIfAbsent(owner, Objects.requireNonNull(door, "door")) != null) {
      throw new IllegalStateException(owner.getName() + " has a door, and opens no second one");
    }
  }

  /**
   * Returns the part of an object to which its class has opened the way.
   *
   * @throws ClassCastException if the part has another type
   */
  public static <P> P through(Object owner, Class<P> part) {
    @SuppressWarnings("unchecked") // only open(Class, Function) puts one, for this class
    Function<Object, ?> door = (Function<Object, ?>) door(owner.getClass());
    return part.cast(door.apply(owner));
  }

  /** Returns the way to the notes of this class of secrets. */
  public static <S> SecretHints<S> hints(Class<S> secrets) {
    @SuppressWarnings("unchecked") // only open(Class, SecretHints) puts one, for this class
    SecretHints<S> hints = (SecretHints<S>) door(secrets);
    return hints;
  }

  /** Returns a new reader of this class of whitelists, which has no entry yet. */
  public static <W> EntryReader<W> reader(Class<W> whitelists) {
    @SuppressWarnings("unchecked") // only open(Class, Supplier) puts one, for this class
    Supplier<EntryReader<W>> readers = (Supplier<EntryReader<W>>) door(whitelists);
    return readers.get();
  }

  private static Object door(Class<?> owner) {
    try {
      MethodHandles.lookup().ensureInitialized(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(owner.getName() + " is not public", e);
    }
    return Objects.requireNonNull(DOORS.get(owner), () -> owner.getName() + " has no door");
  }
}
