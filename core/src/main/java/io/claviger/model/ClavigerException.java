package io.claviger.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything this library throws on purpose, but for what tells of a mistake in a program
 * ({@link IllegalStateException}, {@link IllegalArgumentException}). Unchecked; carries a code and
 * its parameters as data, and a message that names the bad value, the rule and the mend. No message
 * and no parameter ever holds a secret.
 *
 * <p>What a server usually answers (Atlas says 401 to callers that lack a right):
 *
 * <ul>
 *   <li>400: {@link InvalidValueException} (404 where it is an id from the path), and each {@link
 *       RuleViolationException} that is not named below;
 *   <li>401: {@code CALLING_KEY_NOT_VALID}, a key that is not good any more;
 *   <li>403: a {@link RuleViolationException} that refuses the caller, for its roles or its address
 *       ({@code CANNOT_EXTEND_ITSELF} and {@code CANNOT_GRANT_ROLE} too), or that protects the last
 *       owner;
 *   <li>404: {@link NotFoundException};
 *   <li>409: {@link StaleRevisionException}, {@link ContentionException}, {@code
 *       BLOCK_ALREADY_ON_WHITELIST} and {@code ORGANIZATION_ID_USED};
 *   <li>500: {@link OutcomeUnknownException};
 *   <li>503: {@link StoreException}.
 * </ul>
 *
 * <p>A {@code null} argument is a programming error and is a {@link NullPointerException}, not one
 * of these.
 */
public abstract sealed class ClavigerException extends RuntimeException
    permits InvalidValueException,
        NotFoundException,
        RuleViolationException,
        StaleRevisionException,
        ContentionException,
        OutcomeUnknownException,
        StoreException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  @SuppressWarnings("serial") // always an immutable copy made by List.copyOf, which is serializable
  private final List<String> parameters;

  ClavigerException(
      ErrorCode code, List<String> parameters, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
    this.parameters = List.copyOf(parameters);
  }

  /** What this is about; the constant says which parameters go with it. */
  public ErrorCode code() {
    return code;
  }

  /**
   * The values the code speaks of, in the order its constant names them; immutable, empty where
   * there are none.
   */
  public List<String> parameters() {
    return parameters;
  }
}
