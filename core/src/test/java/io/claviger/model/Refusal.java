package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** What a test expects where something is refused. */
public final class Refusal {
  private Refusal() {}

  /** The call is refused with this code. */
  public static ClavigerException expect(ErrorCode code, Executable call) {
    ClavigerException refusal = assertThrows(ClavigerException.class, call);
    assertEquals(code, refusal.code(), refusal.getMessage());
    return refusal;
  }

  /** The call is refused with this code and these parameters. */
  public static void expect(ErrorCode code, List<String> parameters, Executable call) {
    assertEquals(parameters, expect(code, call).parameters());
  }
}
