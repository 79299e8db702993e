package io.claviger.atlas.monitoring;

import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pages of plain text. */
final class Text {
  private Text() {}

  static boolean isAsked(String path, Request head) {
    return head.path().equals(path)
        && (head.method().equals("GET") || head.method().equals("HEAD"));
  }

  static Reply reply(int status, String type, String text) {
    return Reply.of(status, type, text.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", List.of("no-store"));
  }
}
