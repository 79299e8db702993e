package io.claviger.atlas.monitoring;

import io.claviger.atlas.http.Application;
import io.claviger.atlas.http.Judged;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;

/**
 * Answers {@code GET /healthz} with 200, or with 503 if the store does not answer. It passes all
 * other requests on.
 */
public final class HealthPage implements Application {
  private final Health health;
  private final Application next;

  /** Creates a page in front of this application. */
  public HealthPage(Health health, Application next) {
    this.health = health;
    this.next = next;
  }

  @Override
  public Judged judge(Request head) {
    return Text.isAsked("/healthz", head) ? Judged.answered(this::answer) : next.judge(head);
  }

  private Reply answer() {
    return health.isHealthy()
        ? Text.reply(200, "text/plain", "ok\n")
        : Text.reply(503, "text/plain", "the store does not answer\n");
  }
}
