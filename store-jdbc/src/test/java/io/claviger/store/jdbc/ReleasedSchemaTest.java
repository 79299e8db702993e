package io.claviger.store.jdbc;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A file of the schema never changes once it was released: databases have been made by it, and
 * Flyway refuses one whose checksum is another. What is new comes in a new file, which is open
 * until its release and is added here then.
 */
final class ReleasedSchemaTest {
  private static final Path FOLDER = Path.of("src/main/resources/META-INF/claviger/schema");

  /** The file of the next version; empty right after a release. */
  private static final Set<String> OPEN = Set.of("V9__change_feed.sql");

  private static final Map<String, String> SHA_256 =
      Map.ofEntries(
          entry(
              "h2/V1__api_keys.sql",
              "b76a9cdb9e86be51d262f9f6fd472a1bc7ce9a49cc86a2720afb56ed52fb18c0"),
          entry(
              "h2/V2__values.sql",
              "6f413345291f85998b949a310c5113e0540f20fb8c1a76482ad619e163a0be51"),
          entry(
              "h2/V3__events_of_a_key.sql",
              "3570d34f413b186e123654f823b2a9d2c3ac1ffe4338a16ddc8a7a901aac3c67"),
          entry(
              "h2/V4__all_organizations.sql",
              "19fd845c8453495f2ed24c806ef8a0682ab2c3537bdbc3c01f0ec0ec0c0068c3"),
          entry(
              "h2/V5__macs_of_events.sql",
              "453ccd415fe0abd5831255d7098413c3c804a852e6b14901fa80856794169f61"),
          entry(
              "h2/V6__rate_limits.sql",
              "b6267a6f0eeb7b1e1adad440f36aaa6dcb8fc9cc1b4c4156cd175478493c3712"),
          entry(
              "h2/V7__chains_and_limits.sql",
              "b387ee165c17c8634a96262ca4ad203e0144c47c446fde505a807ecd1ebef276"),
          entry(
              "h2/V8__kinds_and_ended_tokens.sql",
              "52c88fdc6c791adb436b5c07e26e61559f3866389cf488cc572071679e7bdcea"),
          entry(
              "mariadb/V1__api_keys.sql",
              "a69e336abad0100ee47231aa8dd442c08f16253ada8cfa3274a73f687fc14e67"),
          entry(
              "mariadb/V2__values.sql",
              "46288b0cc63682ff8fc775a4176006cc9788a24589d65371e8abdfe324c56b31"),
          entry(
              "mariadb/V3__events_of_a_key.sql",
              "a4bfd64451262f5bce2223ba7507dcf744825e646cdf6062f29edd3b5022dfa9"),
          entry(
              "mariadb/V4__all_organizations.sql",
              "6417b655862dbe6f3c08ff1477b9b885bed5291b3530f80d1879820f880cb4b2"),
          entry(
              "mariadb/V5__macs_of_events.sql",
              "a7236b5bccae96d9b48a6c9d843256a8037d595a62968bcb23ebcf26891b023e"),
          entry(
              "mariadb/V6__rate_limits.sql",
              "518774744493b72a57790a6a178123953b753339e56c81e419c49c7eef85afc9"),
          entry(
              "mariadb/V7__chains_and_limits.sql",
              "0c76cfe7dfc0963edbd08b121d4439aba7459c684976e88ec42a76e3036c201f"),
          entry(
              "mariadb/V8__kinds_and_ended_tokens.sql",
              "246a0a8c548d4d11198f81a726336af628269781295d5f59b4b645d13654048e"),
          entry(
              "mysql/V1__api_keys.sql",
              "aad7c6adf636a7837db149ac1c6ccff9e3e410fe4309c9614d06f0d7619636fb"),
          entry(
              "mysql/V2__values.sql",
              "4a623f86f16321da12ee48e705cb630c8418d7daf4b65d4b3cec405e869a9697"),
          entry(
              "mysql/V3__events_of_a_key.sql",
              "75c8e6430eef687198e6f421edff4a082d52f541eee2c87008e8a8fc98c2e66f"),
          entry(
              "mysql/V4__all_organizations.sql",
              "8d6185add89dc04d65f27e4b451762fa00fa8a72c0200d37389e31c75d1d5105"),
          entry(
              "mysql/V5__macs_of_events.sql",
              "08e66317bc93c77bbaf7be15fc25e2956a4f07c5768eeb9f1aadd510e0d7f674"),
          entry(
              "mysql/V6__rate_limits.sql",
              "fde443978fa179162d756b863bd9eafcedf82337a7e95ad308a4b6ef8deca387"),
          entry(
              "mysql/V7__chains_and_limits.sql",
              "2fe7c5ec9c6939a650292a9716d338b16c9257b7d4bca58d6171bc0aaf3f61ef"),
          entry(
              "mysql/V8__kinds_and_ended_tokens.sql",
              "eac806a1f0891315eb28987ae1b72aa8bd31b94d0dcbc42dfa3177f28c6c8d8c"),
          entry(
              "postgresql/V1__api_keys.sql",
              "ecb8ba701954a79408107772f74c6c8734bf5524649f3b245a104d4ffd43a1b3"),
          entry(
              "postgresql/V2__values.sql",
              "c25d7107bbb7a34819a56fdf8e4d05de852b7be51bcad2202d57b51664a5ba75"),
          entry(
              "postgresql/V3__events_of_a_key.sql",
              "40d36b40fc142cdb8398d63805e9ba31eed5f0a050059789dd4734c77b4db984"),
          entry(
              "postgresql/V4__all_organizations.sql",
              "8fce793b3a477e5c74cde6333b5b47e8fc1c3f7791c659a219aef7972879d18c"),
          entry(
              "postgresql/V5__macs_of_events.sql",
              "91bc5d5c72d70f09bd0764745c4642b7af6ec529c97404cd4569525ec5324f45"),
          entry(
              "postgresql/V6__rate_limits.sql",
              "b8f5622ae77b75a532dd9fd71cf7e3bbf104757d08d6f06a5ba1c91b2f423b68"),
          entry(
              "postgresql/V7__chains_and_limits.sql",
              "1cde89993b1db8449088627a12526ad3bfab84eb50d07597a80d05ccfeabd2d0"),
          entry(
              "postgresql/V8__kinds_and_ended_tokens.sql",
              "14c8672b0e909f854bd62966dc510383c33e61d5932be00aa5c6fd739f280627"));

  @Test
  void noFileWasChanged() throws Exception {
    Map<String, String> found = new TreeMap<>();
    for (Path file : files()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      found.put(
          FOLDER.relativize(file).toString().replace('\\', '/'),
          HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
    }

    assertEquals(new TreeMap<>(SHA_256), found);
  }

  private static List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !OPEN.contains(file.getFileName().toString()))
          .toList();
    }
  }
}
