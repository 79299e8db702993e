package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.api.RateLimit;
import io.claviger.atlas.tls.TlsFiles;
import io.claviger.model.CidrBlock;
import io.claviger.model.ProjectId;
import io.claviger.model.TokenFormat;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final String PROJECT = "0123456789abcdef01234567";

  @Test
  void whatIsNotSaidHasADefault() throws Exception {
    Options options = Options.parse("--port", "80", "--data", "d");
    assertEquals(
        new Options(
            new Network(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 80),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty()),
            Path.of("d"),
            Options.Store.H2,
            Optional.empty(),
            new Owners(
                List.of(),
                List.of(CidrBlock.parse("127.0.0.0/8"), CidrBlock.parse("::1")),
                false,
                List.of(),
                false,
                Optional.empty()),
            List.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            List.of()),
        options);
  }

  @Test
  void everythingCanBeSaid() {
    Options options =
        parse(
            "--host ::1 --site https://keys.example.org --store postgresql --url jdbc:postgresql:k"
                + " --owner-cidr 192.0.2.1/24 --owner-cidr 198.51.100.1 --new-owner --basic"
                + " --tokens acme --project "
                + PROJECT);
    assertEquals("0:0:0:0:0:0:0:1", options.network().address().getAddress().getHostAddress());
    assertEquals(Optional.of("https://keys.example.org"), options.network().site());
    assertEquals(Options.Store.POSTGRESQL, options.store());
    assertEquals(Optional.of("jdbc:postgresql:k"), options.url());
    assertEquals(
        List.of(CidrBlock.parse("192.0.2.0/24"), CidrBlock.parse("198.51.100.1")),
        options.owners().whitelist());
    assertEquals(
        List.of(new OwnedProject(Optional.empty(), new ProjectId(PROJECT))), options.projects());
    assertEquals(List.of(true, true), List.of(options.owners().newOwner(), options.basic()));
    assertEquals(Optional.of("acme"), options.tokens().map(TokenFormat::prefix));
  }

  @Test
  void everythingCanBeSaidForProductionToo() {
    Options options =
        parse(
            "--tls-cert c.pem --tls-key k.pem --trusted-proxy 10.0.3.0/28 --metrics-port 9464"
                + " --metrics-host ::1 --organization B --organization C --organization B"
                + " --new-owner-of C --new-keys keys --rate-limit 600/60 --project B="
                + PROJECT);
    Network network = options.network();
    assertEquals(Optional.of(new TlsFiles(Path.of("c.pem"), Path.of("k.pem"))), network.tls());
    assertEquals(List.of(CidrBlock.parse("10.0.3.0/28")), network.trustedProxies());
    assertEquals(Optional.of(9464), network.metrics().map(InetSocketAddress::getPort));
    assertEquals(List.of("B", "C"), options.owners().organizations());
    assertEquals(List.of("C"), options.owners().newOwnersOf());
    assertEquals(Optional.of(Path.of("keys")), options.owners().newKeys());
    assertEquals(Optional.of(new RateLimit(600, Duration.ofMinutes(1))), options.rateLimit());
    assertEquals(
        List.of(new OwnedProject(Optional.of("B"), new ProjectId(PROJECT))), options.projects());
  }

  @Test
  void aFileDescribesOldKeys(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("shop.keys");
    String lines =
        """
        # of the shop
        name = shop
        credential=(?<id>[0-9]{1,18})\\|(?<secret>[a-z=]+)
        hash=sha256

        header=X-API-Key
        """;
    Files.writeString(file, lines);
    OldKeys old = parse("--old-keys " + file).oldKeys().get(0);
    assertEquals("shop", old.settings().format().name());
    assertTrue(old.settings().format().read("17|abc=").privateKey().isPresent());
    assertEquals(Optional.of("x-api-key"), old.header());
    for (String bad :
        List.of("hmac-key=s3cret\n", "s3cret\n", "hash=sha256\n", "s3cret=1\n", "header=A B\n")) {
      Files.writeString(file, bad + lines);
      String message = refusal("--old-keys " + file);
      assertTrue(message.startsWith("--old-keys: "), message);
    }
    Files.writeString(file, "hmac-key=s3cret\n" + lines);
    assertFalse(refusal("--old-keys " + file).contains("s3cret"));
    assertTrue(refusal("--old-keys " + folder.resolve("none")).contains("none cannot be read"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--foo | unknown option --foo",
        "--foo bar | unknown option --foo",
        "--uri=jdbc:postgresql://db/x?password=s3cret | unknown option --uri",
        "--url=jdbc:h2:x;password=s3cret | --url must begin with jdbc:postgresql:",
        "--basic=s3cret | --basic takes no value",
        "foo | unknown option foo",
        "--host | --host needs a value",
        "--host --basic | --host needs a value",
        "--new-keys --new-owners | --new-keys needs a value",
        "--new-keys= | --new-keys needs a value",
        "--host --url=jdbc:postgresql://db/x?password=s3cret | --host needs a value",
        "--port 80 | --port is given twice",
        "--basic --basic | --basic is given twice",
        "--store h2 --store memory | --store is given twice",
        "--store oracle | --store: must be memory, h2 or postgresql, not oracle",
        "--store postgresql | --store postgresql needs --url, and nothing else does",
        "--url jdbc:postgresql:k | --store postgresql needs --url, and nothing else does",
        "--store postgresql --url jdbc:h2:k?password=s | --url must begin with jdbc:postgresql:",
        "--tokens acme | --tokens needs --basic, which takes Bearer, too",
        "--project 0123 | --project: must be 24 digits of 0-9a-f, not 0123",
        "--project 0123456789ABCDEF01234567"
            + " | --project: must be 24 digits of 0-9a-f, not 0123456789ABCDEF01234567",
        "--tls-cert c | --tls-cert and --tls-key need each other",
        "--tls-key k | --tls-cert and --tls-key need each other",
        "--metrics-host ::1 | --metrics-host needs --metrics-port",
        "--metrics-port x | --metrics-port: must be 0 to 65535, not x",
        "--organization Atlas | --organization: must not be Atlas, the name of the first one",
        "--new-owner-of B | --new-owner-of B needs --organization B",
        "--project B=0123456789abcdef01234567 | --project B needs --organization B",
        "--rate-limit 600 | --rate-limit: must be requests and seconds, such as 600/60, not 600",
        "--rate-limit 0/60 | --rate-limit: must be requests and seconds, such as 600/60, not 0/60",
        "--owner-cidr 0.0.0.0/0 | --owner-cidr: 0.0.0.0/0 cannot be on a whitelist",
        "--owner-cidr ::1/0 | --owner-cidr: ::/0 cannot be on a whitelist",
        "--owner-cidr 0.0.0.0 | --owner-cidr: 0.0.0.0/32 cannot be on a whitelist",
      })
  void saysWhatIsWrong(String text, String message) {
    assertEquals(message, refusal(text));
  }

  @ParameterizedTest
  @CsvSource({
    "--host localhost, '--host: invalid IP address \"localhost\": '",
    "--host 127.1, '--host: invalid IP address \"127.1\": '",
    "--host 2130706433, '--host: invalid IP address \"2130706433\": '",
    "--host [::1], '--host: invalid IP address \"[::1]\": '",
    "--host 127.0.0.1/8, '--host: invalid IP address \"127.0.0.1/8\": '",
    "--owner-cidr 10.0.0.300, '--owner-cidr: invalid '",
    "--basic --tokens A, '--tokens: invalid token prefix \"A\": '",
    "--trusted-proxy 10.0.0.1/8, '--trusted-proxy: '",
    "--trusted-proxy 0.0.0.0/0, '--trusted-proxy: invalid trusted proxy \"0.0.0.0/0\": '",
    "--site ftp://h, --site: must be a scheme",
  })
  void saysWhatIsWrongInTheWordsOfTheLibrary(String text, String beginning) {
    String message = refusal(text);
    assertEquals(beginning, message.substring(0, beginning.length()));
  }

  @Test
  void aWhitelistHasRoomForTwoHundredBlocks() {
    String most =
        IntStream.rangeClosed(1, 200)
            .mapToObj(i -> "--owner-cidr 10.0.0." + i)
            .collect(Collectors.joining(" "));
    assertEquals(200, parse(most + " --owner-cidr 10.0.0.1").owners().whitelist().size());
    assertEquals("--owner-cidr takes 200 blocks at most", refusal(most + " --owner-cidr 10.0.1.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "8 0", "999999"})
  void aPortIsANumber(String port) {
    assertEquals(
        "--port: must be 0 to 65535, not " + port,
        assertThrows(
                IllegalArgumentException.class, () -> Options.parse("--port", port, "--data", "d"))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port 80", "--data d", "--basic"})
  void portAndDataAreNeeded(String text) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Options.parse(text.split(" ", -1)), text);
    assertEquals("--port and --data are needed", refused.getMessage());
  }

  @Test
  void theReadmeHasTheOptionsOfTheHelp() throws Exception {
    List<String> table =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `--"))
            .map(line -> line.split(" \\| ", -1)[0])
            .toList();
    assertEquals(names("^ +(--[a-z-]+)", Options.usage()), names("`(--[a-z-]+)", table.toString()));
  }

  private static Set<String> names(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void anEmptyValueIsNone() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Options.parse("--data", ""));
    assertEquals("--data needs a value", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h",
        "https://keys.example.org:8443",
        "http://127.0.0.1:80",
        "https://[2001:db8::1]",
        "https://[2001:db8::1]:8443"
      })
  void aSiteIsSchemeHostAndPort(String site) {
    assertEquals(Optional.of(site), parse("--site " + site).network().site());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys.example.org",
        "ftp://h",
        "http://",
        "http:h",
        "http://h/",
        "http://h/path",
        "http://h?q",
        "http://h#f",
        "http://u@h",
        "http://h:",
        "http://h:x",
        "http://h:65536",
        "http://2001:db8::1"
      })
  void nothingElseIsASite(String site) {
    String message = refusal("--site " + site);
    assertFalse(message.contains("invalid"), message);
    assertEquals(
        "--site: must be a scheme, a host and maybe a port, such as https://keys.example.org:8443,"
            + " not "
            + site,
        message);
  }

  private static String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> parse(text), text).getMessage();
  }

  private static Options parse(String text) {
    return Options.parse(
        Stream.concat(Stream.of("--port", "0", "--data", "d"), Stream.of(text.split(" ", -1)))
            .toArray(String[]::new));
  }
}
