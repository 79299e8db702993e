package io.claviger.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Receives the body of a request without a thread that waits for it. The response is written to
 * that of the container, since filters are done by then.
 */
final class AsyncBody implements ReadListener, AsyncListener {
  private static final Duration TIME = Duration.ofSeconds(10);

  interface Answer {
    /** Writes the response to a request with this body. */
    void write(InputStream body, HttpServletResponse response) throws IOException;
  }

  private final AsyncContext context;
  private final ServletInputStream in;
  private final int most;
  private final Answer answer;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final AtomicBoolean over = new AtomicBoolean();

  private AsyncBody(AsyncContext context, ServletInputStream in, int most, Answer answer) {
    this.context = context;
    this.in = in;
    this.most = most;
    this.answer = answer;
  }

  /**
   * Receives the body, and then writes the response on a thread of the container. A body that takes
   * longer than 10 seconds is answered with 408.
   *
   * @param max how many bytes the handler accepts. One more is received, so that the handler
   *     refuses a longer body itself
   */
  static void receive(HttpServletRequest request, int max, Answer answer) throws IOException {
    ServletInputStream in = request.getInputStream();
    AsyncContext context = request.startAsync();
    context.setTimeout(TIME.toMillis());
    AsyncBody receiving = new AsyncBody(context, in, max + 1, answer);
    context.addListener(receiving);
    in.setReadListener(receiving);
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] buffer = new byte[1_024];
    while (body.size() < most && in.isReady()) {
      int count = in.read(buffer, 0, Math.min(buffer.length, most - body.size()));
      if (count < 0) {
        return; // The next call is onAllDataRead.
      }
      body.write(buffer, 0, count);
    }
    if (body.size() == most) {
      respond();
    }
  }

  @Override
  public void onAllDataRead() {
    respond();
  }

  private void respond() {
    if (over.compareAndSet(false, true)) {
      HttpServletResponse response = (HttpServletResponse) context.getResponse();
      // An error of the JVM must not end in the default status, which says that all is well.
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      try {
        answer.write(new ByteArrayInputStream(body.toByteArray()), response);
      } catch (IOException | RuntimeException e) {
        context.getRequest().getServletContext().log("a request failed", e);
      } finally {
        context.complete();
      }
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end(HttpServletResponse.SC_REQUEST_TIMEOUT);
  }

  /** The client did not send the whole body. */
  @Override
  public void onError(Throwable failure) {
    end(HttpServletResponse.SC_BAD_REQUEST);
  }

  @Override
  public void onError(AsyncEvent event) {
    end(HttpServletResponse.SC_BAD_REQUEST);
  }

  private void end(int status) {
    if (over.compareAndSet(false, true)) {
      ((HttpServletResponse) context.getResponse()).setStatus(status);
      context.complete();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
