package io.claviger.benchmarks.run;

/** Fails a measurement that would not measure what it should. */
public final class Require {
  private Require() {}

  /** Throws {@link IllegalStateException} with this message unless the condition holds. */
  public static void that(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
