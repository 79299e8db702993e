package io.claviger.store.tck.management;

import static io.claviger.ErrorCode.API_KEY_CANNOT_CREATE_ORG;
import static io.claviger.ErrorCode.API_KEY_NOT_FOUND;
import static io.claviger.ErrorCode.API_KEY_WHITELIST_ACCESS_DENIED;
import static io.claviger.ErrorCode.API_KEY_WHITELIST_NOT_FOUND;
import static io.claviger.ErrorCode.CANNOT_EXTEND_ITSELF;
import static io.claviger.ErrorCode.CANNOT_GRANT_ROLE;
import static io.claviger.ErrorCode.GROUP_NOT_FOUND;
import static io.claviger.ErrorCode.INVALID_ENUM_VALUE;
import static io.claviger.ErrorCode.USER_CANNOT_ACCESS_ORG;
import static io.claviger.ErrorCode.USER_UNAUTHORIZED;

import io.claviger.ApiKeys;
import io.claviger.ErrorCode;
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
      case 'u' -> Optional.of(USER_UNAUTHORIZED);
      case 's' -> Optional.of(USER_CANNOT_ACCESS_ORG);
      case 'w' -> Optional.of(API_KEY_WHITELIST_ACCESS_DENIED);
      case 'g' -> Optional.of(CANNOT_GRANT_ROLE);
      case 'x' -> Optional.of(CANNOT_EXTEND_ITSELF);
      case 'c' -> Optional.of(API_KEY_CANNOT_CREATE_ORG);
      case 'k' -> Optional.of(API_KEY_NOT_FOUND);
      case 'e' -> Optional.of(API_KEY_WHITELIST_NOT_FOUND);
      case 'p' -> Optional.of(GROUP_NOT_FOUND);
      case 'r' -> Optional.of(INVALID_ENUM_VALUE);
      default -> throw new IllegalStateException("no verdict " + letter);
    };
  }
}
