package io.claviger.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The superclass of all exceptions that this library throws on purpose, except for programming
 * errors. It is unchecked. It carries a code and its parameters as data. No message and no
 * parameter ever contains a secret.
 *
 * <p>{@link #getMessage} is for the log and for developers: it has the bad value, the rule and the
 * fix. {@link #publicMessage} is for the users of the application.
 *
 * <p>A server answers with the HTTP status of the {@linkplain ErrorCode#kind kind} of the code. For
 * a bad id in the path, 404 is usual instead of 400. Atlas answers 401 to callers that lack a
 * right.
 *
 * <p>Programming errors are {@link NullPointerException} for a {@code null} argument, {@link
 * IllegalArgumentException} and {@link IllegalStateException}.
 *
 * <p>Only this library has subclasses of it. Later versions may add some, so catch this class where
 * each refusal must be caught.
 */
public abstract class ClavigerException extends RuntimeException {
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

  /**
   * Returns how long a client should wait before it sends the same request again, such as for the
   * header {@code Retry-After} of a response with status 503. Nothing was changed then. Empty if
   * the same request would be refused again, and if it is unknown whether the change was made.
   */
  public Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /**
   * Returns a text in plain words for the person who caused the call, such as a customer's user. It
   * is made of the code and its parameters only. It contains no advice for developers, and does not
   * reveal whether an organization exists that the caller has no access to. Like every text that
   * may repeat input, it must be escaped where it becomes part of a page.
   */
  public String publicMessage() {
    return code.publicMessage(parameters);
  }
}
