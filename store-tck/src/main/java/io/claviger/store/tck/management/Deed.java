package io.claviger.store.tck.management;

import static io.claviger.model.ErrorCode.API_KEY_CANNOT_CREATE_ORGANIZATION;
import static io.claviger.model.ErrorCode.API_KEY_NOT_FOUND;
import static io.claviger.model.ErrorCode.CANNOT_EXTEND_ITSELF;
import static io.claviger.model.ErrorCode.CANNOT_GRANT_ROLE;
import static io.claviger.model.ErrorCode.NOT_ALLOWED;
import static io.claviger.model.ErrorCode.NO_ACCESS_TO_ORGANIZATION;
import static io.claviger.model.ErrorCode.PROJECT_NOT_FOUND;
import static io.claviger.model.ErrorCode.UNKNOWN_ROLE;
import static io.claviger.model.ErrorCode.WHITELIST_ACCESS_DENIED;
import static io.claviger.model.ErrorCode.WHITELIST_ENTRY_NOT_FOUND;

import io.claviger.ApiKeys;
import io.claviger.model.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * Something to be done to the organization of a {@link Cast} or to its target, and what becomes of
 * it.
 *
 * @param verdicts one letter for each of {@link Cast.Who}, in that order; blanks do not count
 */
record Deed(String name, String verdicts, Act act) {
  /** How it is done. */
  @FunctionalInterface
  interface Act {
    void run(ApiKeys api, Cast cast);
  }

  Optional<ErrorCode> expected(Cast.Who who) {
    char letter = verdicts.replace(" ", "").charAt(List.of(Cast.Who.values()).indexOf(who));
    return switch (letter) {
      case '+' -> Optional.empty();
      case 'u' -> Optional.of(NOT_ALLOWED);
      case 's' -> Optional.of(NO_ACCESS_TO_ORGANIZATION);
      case 'w' -> Optional.of(WHITELIST_ACCESS_DENIED);
      case 'g' -> Optional.of(CANNOT_GRANT_ROLE);
      case 'x' -> Optional.of(CANNOT_EXTEND_ITSELF);
      case 'c' -> Optional.of(API_KEY_CANNOT_CREATE_ORGANIZATION);
      case 'k' -> Optional.of(API_KEY_NOT_FOUND);
      case 'e' -> Optional.of(WHITELIST_ENTRY_NOT_FOUND);
      case 'p' -> Optional.of(PROJECT_NOT_FOUND);
      case 'r' -> Optional.of(UNKNOWN_ROLE);
      default -> throw new IllegalStateException("no verdict " + letter);
    };
  }
}
