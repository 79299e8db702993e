package io.claviger.http.access;

import java.util.function.Consumer;

/** Logs refused requests with the logger of the platform. */
final class SystemLog implements Consumer<HttpDecision.Refused> {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.http");

  @Override
  public void accept(HttpDecision.Refused refused) {
    boolean needsOperator = refused.status() == 503 || refused.status() == 400;
    LOGGER.log(
        needsOperator ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        refused.log(),
        refused.failure().orElse(null));
  }
}
