package io.claviger.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ErrorCode;
import io.claviger.model.RuleViolationException;
import org.junit.jupiter.api.Test;

class ProblemDocumentTest {
  @Test
  void jsonEscapesWhatItMust() {
    assertEquals(
        "{\"type\":\"about:blank\",\"title\":\"\\\"\\\\\",\"status\":400,"
            + "\"detail\":\"\\u00e4\\u000a/\"}",
        new ProblemDocument(400, "\"\\", "\u00e4\n/").toJson());
  }

  @Test
  void aRefusalOfManagementIsShownWithoutAdviceForDevelopers() {
    RuleViolationException refusal =
        new RuleViolationException(ErrorCode.TOO_MANY_API_KEYS, "raise the limit", "500", "acme");
    assertEquals(refusal.publicMessage(), ProblemDocument.of(refusal).detail());
    assertEquals(403, problem(ErrorCode.NOT_ALLOWED));
    assertEquals(409, problem(ErrorCode.BLOCK_ALREADY_ON_WHITELIST));
    assertEquals(401, problem(ErrorCode.CALLING_KEY_NOT_VALID));
  }

  private static int problem(ErrorCode code) {
    return ProblemDocument.of(new RuleViolationException(code, "message", "parameter")).status();
  }
}
