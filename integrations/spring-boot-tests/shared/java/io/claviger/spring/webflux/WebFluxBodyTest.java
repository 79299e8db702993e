package io.claviger.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.spring.support.TestApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much of a body is received, and what waits for it. */
class WebFluxBodyTest {
  private static final String KEYS =
      """
      POST /account/api-keys/organizations/acme/keys HTTP/1.1
      Host: a
      Content-Type: application/json
      Claviger-Request: 1
      """;
  private static final String TOKEN =
      """
      POST /oauth/token HTTP/1.1
      Host: a
      Content-Type: application/x-www-form-urlencoded
      """;
  private static final String JANE = "Authorization: " + WebFluxMountTest.JANE + "\n";

  private static TestApplication running;

  @BeforeAll
  static void start() {
    running =
        WebFluxMountTest.application(
            WebFluxMountTest.Application.class,
            "claviger.token-prefix",
            null,
            "claviger.peppers.1",
            TestApplication.PEPPER,
            "claviger.oauth.audience",
            "https://api.acme.example");
    running
        .bean(Claviger.class)
        .actingAs(Caller.application("test"))
        .createOrganization(NewOrganization.named("Acme").withId(new OrganizationId("acme")));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  /** Returns the first line of the response to a request that announces more than it sends. */
  private static String answer(String head, int announced, String sent) throws IOException {
    URI uri = running.uri();
    try (Socket client = new Socket(uri.getHost(), uri.getPort())) {
      client.setSoTimeout(20_000);
      OutputStream out = client.getOutputStream();
      String request = head + "Content-Length: " + announced + "\n\n" + sent;
      out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      var in = new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII);
      return new BufferedReader(in).readLine();
    }
  }

  /**
   * Begins bodies that never come, until the server has asked for each. Then the threads that check
   * keys do nothing, so they check the keys of others.
   */
  private static void assertNoThreadWaitsFor(String head) throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Socket client = new Socket(running.uri().getHost(), running.uri().getPort());
        slow.add(client);
        client.setSoTimeout(20_000);
        String request = head + "Expect: 100-continue\nContent-Length: 10\n\n";
        client
            .getOutputStream()
            .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        var in = new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII);
        assertThat(new BufferedReader(in).readLine()).contains(" 100 ");
      }
      assertThat(
              Thread.getAllStackTraces().entrySet().stream()
                  .filter(thread -> thread.getKey().getName().startsWith("claviger-http-"))
                  .flatMap(thread -> Stream.of(thread.getValue()))
                  .filter(frame -> frame.getClassName().startsWith("io.claviger.")))
          .isEmpty();
    } finally {
      for (Socket client : slow) {
        client.close();
      }
    }
  }

  @Test
  void noThreadWaitsForABody() throws Exception {
    assertNoThreadWaitsFor(KEYS + JANE);
    assertNoThreadWaitsFor(TOKEN);
  }

  @Test
  void aStrangerIsRefusedWithoutTheBody() throws Exception {
    assertThat(answer(KEYS, 1, "")).contains(" 401 ");
  }

  @Test
  void aUserWhoSendsNoBodyIsNotWaitedForLonger() throws Exception {
    assertThat(answer(KEYS + JANE, 1, "")).contains(" 408 ");
  }

  /** The handlers say so themselves, although they get only the beginning. */
  @Test
  void nothingIsReceivedBeyondTheLimit() throws Exception {
    assertThat(answer(KEYS + JANE, 1_000_000, " ".repeat(400_001))).contains(" 413 ");
    assertThat(answer(TOKEN, 1_000_000, "a".repeat(8_193))).contains(" 413 ");
  }

  @Test
  void aBodyMayHaveTheLimit() throws Exception {
    assertThat(answer(KEYS + JANE, 400_000, " ".repeat(399_998) + "{}")).contains(" 400 ");
    assertThat(answer(TOKEN, 8_192, "a".repeat(8_192))).contains(" 400 ");
  }
}
