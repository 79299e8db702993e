package io.claviger.http.access;

import java.util.function.Consumer;

/** Logs decisions with the logger of the platform. */
final class SystemLog implements Consumer<HttpDecision> {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.http");

  @Override
  public void accept(HttpDecision decision) {
    if (decision instanceof HttpDecision.Refused refused) {
      boolean needsOperator = refused.status() == 503 || refused.status() == 400;
      LOGGER.log(
          needsOperator ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
          refused.log(),
          refused.failure().orElse(null));
    } else {
      LOGGER.log(System.Logger.Level.INFO, decision.toString());
    }
  }
}
