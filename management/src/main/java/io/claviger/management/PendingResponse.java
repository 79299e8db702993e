package io.claviger.management;

import io.claviger.access.Caller;
import io.claviger.http.access.HttpResponse;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The response to a request whose sender is judged, and whose body may still be to come. A server
 * that can receive a body without a thread does so between both steps.
 */
public final class PendingResponse {
  private final Optional<Caller> sender;
  private final Function<InputStream, HttpResponse> response;

  PendingResponse(Optional<Caller> sender, Function<InputStream, HttpResponse> response) {
    this.sender = sender;
    this.response = response;
  }

  /**
   * Returns who sends the body that the response depends on. Empty if the response depends on none,
   * such as that to a read, or a refusal; then nothing has to be received.
   */
  public Optional<Caller> sender() {
    return sender;
  }

  /**
   * Makes the change and returns the response; call it once. It may block while the store is read
   * or the body is received.
   *
   * @param body the body of the request; may be empty without a {@link #sender}
   * @throws java.io.UncheckedIOException if the body cannot be read
   */
  public HttpResponse respond(InputStream body) {
    return response.apply(Objects.requireNonNull(body, "body"));
  }
}
