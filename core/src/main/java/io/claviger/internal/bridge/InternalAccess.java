package io.claviger.internal.bridge;

import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets packages of the library reach members of public classes that applications must not call: an
 * application could make a wrong secret look verified. A class registers its access once, in its
 * static initializer. Thread-safe.
 */
public final class InternalAccess {
  /** By class: what {@code register} was given for it. */
  private static final ConcurrentHashMap<Class<?>, Object> REGISTERED = new ConcurrentHashMap<>();

  private InternalAccess() {}

  /**
   * Registers a function that returns a part of an object of the class.
   *
   * @throws IllegalStateException if the class is registered already
   */
  public static <O> void register(Class<O> owner, Function<O, ?> part) {
    put(owner, part);
  }

  /**
   * Registers the memo of a class of secrets.
   *
   * @throws IllegalStateException if the class is registered already
   */
  public static <S> void register(Class<S> secrets, VerificationMemo<S> memo) {
    put(secrets, memo);
  }

  /**
   * Registers the memo of a class of keys.
   *
   * @throws IllegalStateException if the class is registered already
   */
  public static <K> void register(Class<K> keys, UsageMemo<K> memo) {
    put(keys, memo);
  }

  /**
   * Registers the parsers of a class of whitelists.
   *
   * @throws IllegalStateException if the class is registered already
   */
  public static <W> void register(Class<W> whitelists, Supplier<WhitelistParser<W>> parsers) {
    put(whitelists, parsers);
  }

  private static void put(Class<?> owner, Object access) {
    if (REGISTERED.putIfAbsent(owner, Objects.requireNonNull(access, "access")) != null) {
      throw new IllegalStateException(owner.getName() + " is registered already");
    }
  }

  /**
   * Returns the part of an object that its class has registered.
   *
   * @throws IllegalArgumentException if the class has registered nothing
   * @throws ClassCastException if the part has another type
   */
  public static <P> P get(Object owner, Class<P> part) {
    @SuppressWarnings("unchecked") // only register(Class, Function) puts one, for this class
    Function<Object, ?> access = (Function<Object, ?>) registered(owner.getClass());
    return part.cast(access.apply(owner));
  }

  /**
   * Returns the memo of this class of secrets.
   *
   * @throws IllegalArgumentException if the class has registered nothing
   */
  public static <S> VerificationMemo<S> memo(Class<S> secrets) {
    @SuppressWarnings(
        "unchecked") // only register(Class, VerificationMemo) puts one, for this class
    VerificationMemo<S> memo = (VerificationMemo<S>) registered(secrets);
    return memo;
  }

  /**
   * Returns the memo of this class of keys.
   *
   * @throws IllegalArgumentException if the class has registered nothing
   */
  public static <K> UsageMemo<K> usageMemo(Class<K> keys) {
    @SuppressWarnings("unchecked") // only register(Class, UsageMemo) puts one, for this class
    UsageMemo<K> memo = (UsageMemo<K>) registered(keys);
    return memo;
  }

  /**
   * Returns a new parser of this class of whitelists, which has no entry yet.
   *
   * @throws IllegalArgumentException if the class has registered nothing
   */
  public static <W> WhitelistParser<W> parser(Class<W> whitelists) {
    @SuppressWarnings("unchecked") // only register(Class, Supplier) puts one, for this class
    Supplier<WhitelistParser<W>> parsers = (Supplier<WhitelistParser<W>>) registered(whitelists);
    return parsers.get();
  }

  private static Object registered(Class<?> owner) {
    try {
      // The class may not have been used yet; then its initializer has registered nothing.
      MethodHandles.lookup().ensureInitialized(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(owner.getName() + " is not public", e);
    }
    Object access = REGISTERED.get(owner);
    if (access == null) {
      throw new IllegalArgumentException(owner.getName() + " has registered nothing");
    }
    return access;
  }
}
