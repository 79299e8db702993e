package io.claviger.cli.command;

import io.claviger.cli.output.Views;
import io.claviger.model.AuditEvent;
import io.claviger.model.RevokedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events of a key with its revoked tokens between them, which have no events. */
final class KeyHistory {
  private KeyHistory() {}

  /**
   * Returns the newest rows, the newest last.
   *
   * @param events the newest first; they stay in their order, whatever their instants
   * @param revoked the newest first
   */
  static List<Map<String, Object>> rows(
      List<AuditEvent> events, List<RevokedToken> revoked, int limit) {
    List<Map<String, Object>> rows = new ArrayList<>();
    int next = revoked.size() - 1;
    for (int i = events.size() - 1; i >= 0; i--) {
      AuditEvent event = events.get(i);
      while (next >= 0 && revoked.get(next).revokedAt().isBefore(event.stamp().at())) {
        rows.add(Views.ofEvent(revoked.get(next--)));
      }
      rows.add(Views.of(event));
    }
    while (next >= 0) {
      rows.add(Views.ofEvent(revoked.get(next--)));
    }
    return rows.subList(Math.max(0, rows.size() - limit), rows.size());
  }
}
