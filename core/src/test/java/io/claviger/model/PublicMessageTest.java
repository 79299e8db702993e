package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users of the application are shown. */
class PublicMessageTest {
  /** Words of developers and operators, which say nothing to a user. */
  private static final List<String> NOT_FOR_USERS =
      List.of("policy", "null", "exception", "database", "store", "registry", "revision", "%");

  @ParameterizedTest
  @EnumSource
  void eachCodeHasOneSentenceForUsers(ErrorCode code) {
    for (List<String> parameters : List.of(List.<String>of(), List.of("p1"), List.of("p1", "p2"))) {
      String message =
          new RuleViolationException(code, "for the log", parameters(parameters)).publicMessage();
      assertTrue(message.matches("[A-Z][^.]+[a-z0-9]\\."), message);
      assertFalse(message.contains("for the log"), message);
      NOT_FOR_USERS.forEach(
          word -> assertFalse(message.toLowerCase(Locale.ROOT).contains(word), message));
    }
  }

  @Test
  void itHasTheParameterThatHelps() {
    assertEquals(
        "The whitelist would have too many entries: at most 200 are possible.",
        new RuleViolationException(ErrorCode.TOO_MANY_WHITELIST_ENTRIES, "for the log", "200")
            .publicMessage());
  }

  @Test
  void itSuggestsTheBlockThatWasMeant() {
    assertEquals(
        "This is not a valid IP address or CIDR block: 203.0.113.9/24; host bits are set; did you"
            + " mean 203.0.113.0/24 (the network) or 203.0.113.9/32 (the one address)?",
        assertThrows(InvalidValueException.class, () -> CidrBlock.parse("203.0.113.9/24"))
            .publicMessage());
  }

  @Test
  void itDoesNotTellWhetherAnOrganizationExistsThatTheCallerCannotSee() {
    assertEquals(
        NotFoundException.organization(Samples.ORG).publicMessage(),
        new RuleViolationException(ErrorCode.NO_ACCESS_TO_ORGANIZATION, "for the log")
            .publicMessage());
  }

  private static String[] parameters(List<String> parameters) {
    return parameters.toArray(String[]::new);
  }
}
