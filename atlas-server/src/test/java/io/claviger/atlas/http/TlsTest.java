package io.claviger.atlas.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.tls.ReloadingTls;
import io.claviger.atlas.tls.TestCertificate;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clients of TLS. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsTest {
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final String GET = "GET / HTTP/1.1\r\nHost: keys\r\n\r\n";

  /** A pace at which nothing is ever idle. */
  private static final int PACE_MILLIS = 100;

  private static TestCertificate certificate;
  private static TestCertificate renewed;

  @TempDir Path folder;

  private ReloadingTls tls;
  private Recorder server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificate = TestCertificate.of("RSA");
    renewed = TestCertificate.of("EC");
  }

  @BeforeEach
  void start() throws Exception {
    tls = ReloadingTls.of(certificate.write(folder));
    server = new Recorder(HttpLimits.standard(), Optional.of(tls));
  }

  private void beImpatient() throws Exception {
    server.close();
    HttpLimits limits =
        new HttpLimits(
            16_384, new HttpLimits.Bodies(262_144, 8_192, 2_000_000, 1_000_000, 1000), 1000, IDLE);
    server = new Recorder(limits, Optional.of(tls));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bothVersionsAreServed(String version) throws Exception {
    try (SSLSocket client = connect(certificate)) {
      client.setEnabledProtocols(new String[] {version});
      assertEquals(204, get(client));
      assertEquals(version, client.getSession().getProtocol());
    }
  }

  /** TLS 1.1, and TLS_RSA_WITH_AES_128_GCM_SHA256 of TLS 1.2, which has no forward secrecy. */
  @ParameterizedTest
  @CsvSource({"0302, c0140035, protocol version, 46", "0303, 009c, handshake failure, 28"})
  void whatIsTooOldIsRefused(String version, String suites, String alert, String code)
      throws Exception {
    String hello =
        version + "00".repeat(32) + "00%04x%s0100".formatted(suites.length() / 2, suites);
    int length = hello.length() / 2;
    try (Socket client = plain()) {
      client
          .getOutputStream()
          .write(
              HexFormat.of().parseHex("160301%04x01%06x%s".formatted(length + 4, length, hello)));
      byte[] answer = new byte[7];
      new DataInputStream(client.getInputStream()).readFully(answer);
      assertEquals("02" + code, HexFormat.of().formatHex(answer, 5, 7), alert);
    }
  }

  @Test
  void aTargetMayBeAWholeUrl() throws Exception {
    try (SSLSocket client = connect(certificate)) {
      send(client, GET.replace("GET /", "GET https://keys/"));
      assertEquals(204, status(client));
    }
  }

  @Test
  void plainHttpIsHungUpOn() throws Exception {
    assertEquals("", server.answer(GET).replaceAll("(?s)[^\\x20-\\x7e].*", ""));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void aNewCertificateIsPresentedAndNoClientIsRefusedMeanwhile() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try (SSLSocket early = connect(certificate)) {
      assertEquals(204, get(early));
      List<Future<Integer>> calling = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        calling.add(clients.submit(() -> callUntil(enough, certificate, renewed)));
      }
      for (int i = 0; i < 20; i++) {
        (i % 2 == 0 ? renewed : certificate).write(folder);
        tls.reload();
      }
      renewed.write(folder);
      tls.reload();
      enough.set(true);
      for (Future<Integer> one : calling) {
        assertTrue(one.get(30, TimeUnit.SECONDS) > 0);
      }
      assertEquals(renewed.certificate(), presented(renewed));
      assertEquals(204, get(early));
    } finally {
      clients.shutdownNow();
    }
  }

  private int callUntil(AtomicBoolean enough, TestCertificate... trusted) throws Exception {
    int calls = 0;
    while (!enough.get() || calls == 0) {
      try (SSLSocket client = connect(trusted)) {
        assertEquals(204, get(client));
        calls++;
      }
    }
    return calls;
  }

  private Certificate presented(TestCertificate trusted) throws Exception {
    try (SSLSocket client = connect(trusted)) {
      client.startHandshake();
      return client.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void aHandshakeThatComesByteByByteIsHungUpOn() throws Exception {
    beImpatient();
    try (Socket client = plain()) {
      client.setSoTimeout(PACE_MILLIS);
      // The beginning of a record of 16,000 bytes.
      client.getOutputStream().write(HexFormat.of().parseHex("1603013e8001003e7c0303"));
      while (!isHungUp(client)) {
        send(client);
      }
    }
  }

  @Test
  void aConnectionInUseStaysOpen() throws Exception {
    beImpatient();
    try (SSLSocket client = connect(certificate)) {
      long end = System.nanoTime() + IDLE.multipliedBy(3).toNanos();
      while (System.nanoTime() < end) {
        assertEquals(204, get(client));
        client.setSoTimeout(PACE_MILLIS);
        assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        client.setSoTimeout(20_000);
      }
    }
  }

  @Test
  void aConnectionThatBeginsNoRequestIsClosed() throws Exception {
    beImpatient();
    try (SSLSocket client = connect(certificate)) {
      client.startHandshake();
      assertEquals(-1, client.getInputStream().read());
    }
  }

  /** Sends one byte; the server may have hung up. */
  private static void send(Socket client) throws IOException {
    try {
      client.getOutputStream().write(0);
    } catch (SocketException e) {
      // The next look shows it.
    }
  }

  private static boolean isHungUp(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private Socket plain() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private SSLSocket connect(TestCertificate... trusted) throws Exception {
    SSLContext context = TestCertificate.trusting(trusted);
    SSLSocket client =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
    client.setSoTimeout(20_000);
    return client;
  }

  private static int get(SSLSocket client) throws IOException {
    send(client, GET);
    return status(client);
  }

  private static void send(SSLSocket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads one answer without a body. */
  private static int status(SSLSocket client) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = client.getInputStream().read();
      if (next < 0) {
        throw new IOException("hung up after " + head.length() + " characters");
      }
      head.append((char) next);
    }
    return Integer.parseInt(head.substring(9, 12));
  }
}
