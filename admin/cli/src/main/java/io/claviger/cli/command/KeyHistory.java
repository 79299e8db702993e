package io.claviger.cli.command;

import io.claviger.cli.output.Views;
import io.claviger.model.AuditEvent;
import io.claviger.model.EndedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events of a key with its ended tokens between them, which have no events. */
final class KeyHistory {
  private KeyHistory() {}

  /**
   * Returns the newest rows, the newest last.
   *
   * @param events the newest first; they stay in their order, whatever their instants
   * @param ended the newest first
   */
  static List<Map<String, Object>> rows(
      List<AuditEvent> events, List<EndedToken> ended, int limit) {
    List<Map<String, Object>> rows = new ArrayList<>();
    int next = ended.size() - 1;
    for (int i = events.size() - 1; i >= 0; i--) {
      AuditEvent event = events.get(i);
      while (next >= 0 && ended.get(next).endedAt().isBefore(event.stamp().at())) {
        rows.add(Views.ofEvent(ended.get(next--)));
      }
      rows.add(Views.of(event));
    }
    while (next >= 0) {
      rows.add(Views.ofEvent(ended.get(next--)));
    }
    return rows.subList(Math.max(0, rows.size() - limit), rows.size());
  }
}
