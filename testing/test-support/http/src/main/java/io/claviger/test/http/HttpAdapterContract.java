package io.claviger.test.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.http.access.HttpAccess;
import io.claviger.model.IssuedApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The answers that every adapter of a web framework gives, over real sockets. A test class of an
 * adapter extends it and starts a server of its framework.
 *
 * <p>The server has a small application, and the adapter protects every path of it:
 *
 * <table>
 *   <caption>The application</caption>
 *   <tr><th>request<th>requires<th>answer
 *   <tr><td>{@code GET /reports}, {@code GET /reports/}<i>one segment</i>
 *       <td>authority {@code reports.read}<td>200, the name of the principal
 *   <tr><td>{@code POST /reports}<td>authority {@code reports.write}
 *       <td>200, the name of the principal. The application reads the body of the request first,
 *       and then asks for the principal
 *   <tr><td>{@code GET /fail}<td>a key<td>an unchecked exception, which the framework answers
 *   <tr><td>any other path<td>a key<td>404, by the framework
 * </table>
 *
 * <p>{@code HEAD} is answered like {@code GET}. The body of a response contains the name and
 * nothing else. The application requires the authorities by the means of the framework, such as
 * {@code isUserInRole}, so that the framework answers 403 itself. If the framework has a place
 * before the adapter, the application sets {@code Cache-Control: private} there for each response,
 * as a default that a refusal replaces. The framework keeps its connections open, and has at least
 * four threads for requests.
 *
 * <p>Only one server runs at a time. The tests of a class share it, except those that need other
 * proxies: for these the class stops it, and starts a second one.
 */
public abstract class HttpAdapterContract extends RefusalTests {
  private static final int AT_ONCE = 4;

  /** Creates the contract; its subclasses are test classes. */
  protected HttpAdapterContract() {}

  /**
   * Starts the application on a free port of a loopback address, protected by an adapter with this
   * access.
   */
  protected abstract RunningServer start(HttpAccess access) throws Exception;

  /**
   * Returns whether the framework distinguishes an empty query, as in {@code /reports?}, from none.
   * Override this if it cannot; the contract then expects that Digest rejects such requests.
   */
  @Override
  protected boolean keepsEmptyQueries() {
    return true;
  }

  @Override
  RunningServer running(HttpAccess access) throws Exception {
    return start(access);
  }

  @Test
  void aHeadRequestIsAnsweredWithoutABody() throws Exception {
    IssuedApiKey token = fixture.reader();
    try (RawConnection connection = connect()) {
      assertRefusedWithoutBody(401, connection.exchange(RawRequest.head("/reports")));
      RawResponse admitted = connection.exchange(with(token, RawRequest.head("/reports")));
      assertEquals(200, admitted.status());
      assertAdmitted(token, connection.exchange(with(token, reports())));
    }
  }

  @Test
  void aConnectionIsUsableAfterARefusal() throws Exception {
    IssuedApiKey token = fixture.reader();
    try (RawConnection connection = connect()) {
      assertRefused(401, connection.exchange(reports()));
      assertAdmitted(token, connection.exchange(with(token, reports())));
      assertRefused(401, connection.exchange(reports()));
    }
  }

  /** The body of the refused request must not be read as the next request. */
  @Test
  void aConnectionIsUsableOrClosedAfterARefusalOfARequestWithABody() throws Exception {
    IssuedApiKey token = fixture.reader();
    try (RawConnection connection = connect()) {
      RawResponse refused =
          connection.exchange(RawRequest.post("/reports", "GET /fail HTTP/1.1\r\n\r\n"));
      assertRefused(401, refused);
      if (!refused.isLast()) {
        assertAdmitted(token, connection.exchange(with(token, reports())));
      }
    }
  }

  /** Each request waits in the application until all were decided. */
  @Test
  void requestsAtOnceKeepTheirOwnPrincipals() throws Exception {
    CountDownLatch decided = new CountDownLatch(AT_ONCE);
    fixture.requestLimiter(
        (key, address) -> {
          decided.countDown();
          return Optional.empty();
        });
    List<IssuedApiKey> keys = new ArrayList<>();
    List<RawConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        keys.add(fixture.writer());
        connections.add(connect());
        connections.get(i).sendHeader(waiting(keys.get(i)));
      }
      // A framework that reads the body before it calls the filter decides later.
      boolean inTime = decided.await(2, TimeUnit.SECONDS);
      for (int i = AT_ONCE - 1; i >= 0; i--) {
        RawRequest request = waiting(keys.get(i));
        connections.get(i).sendBody(request);
        assertAdmitted(keys.get(i), connections.get(i).read(request));
      }
      assertEquals(0, decided.getCount(), () -> "decided in time: " + inTime);
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  private static RawRequest waiting(IssuedApiKey key) {
    return with(key, RawRequest.post("/reports", "text"));
  }
}
