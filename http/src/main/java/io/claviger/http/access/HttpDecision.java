package io.claviger.http.access;

import io.claviger.access.AccessResult;
import io.claviger.access.Decision;
import io.claviger.model.StoreException;
import java.util.Objects;
import java.util.Optional;

/** The decision about a request: the adapter lets it through, or answers it. */
public sealed interface HttpDecision {
  /**
   * The request is admitted.
   *
   * @param principal the key that sent the request
   * @param decision what admitted it. If whitelists are only reported, it has the refusal that an
   *     enforced one would have caused
   */
  record Admitted(ApiKeyPrincipal principal, Decision.Allowed decision) implements HttpDecision {
    /** Checks that no part is null. */
    public Admitted {
      Objects.requireNonNull(principal, "principal");
      Objects.requireNonNull(decision, "decision");
    }
  }

  /**
   * The request is refused. The adapter sends the response. The log line is not for clients.
   * Immutable.
   */
  final class Refused implements HttpDecision {
    private final ProblemDocument problem;
    private final HttpResponse response;
    private final String log;
    private final Optional<StoreException> failure;
    private final Optional<AccessResult> result;

    Refused(
        ProblemDocument problem,
        HttpResponse response,
        String log,
        Optional<StoreException> failure,
        Optional<AccessResult> result) {
      this.problem = Objects.requireNonNull(problem, "problem");
      this.response = Objects.requireNonNull(response, "response");
      this.log = Objects.requireNonNull(log, "log");
      this.failure = Objects.requireNonNull(failure, "failure");
      this.result = Objects.requireNonNull(result, "result");
    }

    /**
     * Returns why, for a response in a format of your own. Its status is 400 if the address of the
     * client is unknown, 401, 403, 429, or 503 if the store failed.
     */
    public ProblemDocument problem() {
      return problem;
    }

    /** Returns the problem as a response: its body is JSON in ASCII. */
    public HttpResponse response() {
      return response;
    }

    /** Returns the request, the client and the reason on one line, without a secret. */
    public String log() {
      return log;
    }

    /** Returns the failure of the store, if that is the reason; the status is then 503. */
    public Optional<StoreException> failure() {
      return failure;
    }

    /**
     * Returns what the check of the credential found, for a response in a format of your own; empty
     * if the address of the client is unknown, and for a call of management.
     */
    public Optional<AccessResult> result() {
      return result;
    }

    /** Returns the status of the response. */
    public int status() {
      return response.status();
    }

    /** Returns the log line. */
    @Override
    public String toString() {
      return log;
    }
  }
}
