package io.claviger.atlas.http;

/** Answers requests. It judges each request by its head, before the body arrives. */
@FunctionalInterface
public interface Application {
  /**
   * Judges a request by its head.
   *
   * @param head the request with an empty body
   */
  Judged judge(Request head);
}
