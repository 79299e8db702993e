package io.claviger.atlas.http;

/** Answers requests, and judges each of them before its body has come. */
@FunctionalInterface
public interface Application {
  /**
   * Judges a request by its head.
   *
   * @param head the request as far as it has come; its body is empty
   */
  Judged judge(Request head);
}
