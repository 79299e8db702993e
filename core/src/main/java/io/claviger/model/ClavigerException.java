package io.claviger.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The superclass of all exceptions that this library throws on purpose, except for programming
 * errors. It is unchecked. It carries a code and its parameters as data, and a message with the bad
 * value, the rule and the fix. No message and no parameter ever contains a secret.
 *
 * <p>What a server usually answers (Atlas answers 401 to callers that lack a right):
 *
 * <ul>
 *   <li>400: {@link InvalidValueException} (404 for an id from the path), and each {@link
 *       RuleViolationException} that is not named below;
 *   <li>401: {@code CALLING_KEY_NOT_VALID}, for a key that is no longer valid;
 *   <li>403: a {@link RuleViolationException} that refuses the caller for its roles or its address
 *       ({@code CANNOT_EXTEND_ITSELF} and {@code CANNOT_GRANT_ROLE} too), or that protects the last
 *       owner;
 *   <li>404: {@link NotFoundException};
 *   <li>409: {@link StaleRevisionException}, {@link ContentionException}, {@code
 *       BLOCK_ALREADY_ON_WHITELIST} and {@code ORGANIZATION_ID_USED};
 *   <li>500: {@link OutcomeUnknownException};
 *   <li>503: {@link StoreException}.
 * </ul>
 *
 * <p>Programming errors are {@link NullPointerException} for a {@code null} argument, {@link
 * IllegalArgumentException} and {@link IllegalStateException}.
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

  @SuppressWarnings("serial") // an immutable copy made by List.copyOf, which is serializable
  private final List<String> parameters;

  ClavigerException(
      ErrorCode code, List<String> parameters, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
    this.parameters = List.copyOf(parameters);
  }

  /** Returns the error code; its constant says which parameters go with it. */
  public ErrorCode code() {
    return code;
  }

  /**
   * Returns the parameters of the code, in the order that its constant names; immutable, and empty
   * if there are none.
   */
  public List<String> parameters() {
    return parameters;
  }
}
