package io.claviger.store.jdbc.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Verifier;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentsTest {
  private static final String MAX_LENGTH = "\ud83d\udd11".repeat(250);

  @Test
  void rolesComeBack() {
    SortedSet<RoleAssignment> roles =
        new TreeSet<>(
            List.of(
                RoleAssignment.onOrganization(Role.ORG_OWNER),
                RoleAssignment.onOrganization(Role.ORG_MEMBER),
                RoleAssignment.onProject(Role.PROJECT_OWNER, new ProjectId("1")),
                RoleAssignment.onProject(Role.PROJECT_OWNER, new ProjectId("z".repeat(32)))));
    assertEquals(roles, RolesDocument.parse(RolesDocument.format(roles)));
    assertEquals(
        "ORG_OWNER", RolesDocument.format(List.of(RoleAssignment.onOrganization(Role.ORG_OWNER))));
  }

  @Test
  void whitelistComesBack() {
    Whitelist whitelist =
        Whitelist.of(
            List.of(
                entry("203.0.113.7", "2026-11-24T12:00:00.123456Z", 1),
                entry("203.0.113.0/24", "0001-01-01T00:00:00.000001Z", Long.MAX_VALUE),
                entry("203.0.113.0/25", "2026-11-24T12:00:00Z", 999_999_999_999_999_999L),
                entry("203.0.113.0/26", "2026-11-24T12:00:00Z", 1_000_000_000_000_000_000L),
                entry("2001:db8::/32", "9999-12-31T23:59:59.999999Z", 7),
                entry("fe80:ffff:ffff:ffff:ffff:ffff:ffff:fff1", "1969-12-31T23:59:59.5Z", 0)));
    assertEquals(whitelist, WhitelistDocument.parse(WhitelistDocument.format(whitelist)));
    assertEquals(
        Whitelist.empty(), WhitelistDocument.parse(WhitelistDocument.format(Whitelist.empty())));
  }

  @Test
  void aLongWhitelistComesBack() {
    Whitelist whitelist =
        Whitelist.of(
            IntStream.range(0, 5_000)
                .mapToObj(
                    i -> entry("2001:db8::" + Integer.toHexString(i), "2026-11-24T12:00:00Z", i))
                .toList());
    assertEquals(whitelist, WhitelistDocument.parse(WhitelistDocument.format(whitelist)));
  }

  @Test
  void whatWasAddedTogetherIsSaidOnce() {
    String together = "2026-11-24T12:00:00Z";
    Whitelist whitelist =
        Whitelist.of(
            List.of(
                entry("203.0.113.0/25", together, 1),
                entry("203.0.113.7", together, 1),
                entry("203.0.113.8", together, 2),
                entry("203.0.113.9", "2026-11-24T12:00:00.000001Z", 2),
                entry("2001:db8::/32", "2026-11-24T12:00:00.000001Z", 2)));
    String document = WhitelistDocument.format(whitelist);
    assertEquals(
        """
        203.0.113.0/25|1795521600000000|1
        203.0.113.7/32
        203.0.113.8/32|1795521600000000|2
        203.0.113.9/32|1795521600000001|2
        2001:db8::/32"""
            .replace('|', '\t'),
        document);
    assertEquals(whitelist, WhitelistDocument.parse(document));
  }

  @Test
  void pairsComeBack() {
    SortedMap<String, String> pairs = new TreeMap<>();
    pairs.put("team", "billing");
    pairs.put("a=b, c", " spaces \\t \\n \u2028 = , ' \" ");
    pairs.put(MAX_LENGTH, MAX_LENGTH);
    assertEquals(pairs, PairsDocument.parse(PairsDocument.format(pairs)));
    assertEquals(new TreeMap<>(), PairsDocument.parse(PairsDocument.format(new TreeMap<>())));
  }

  @Test
  void verifiersComeBackInOrder() {
    String visible =
        IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());
    List<Verifier> verifiers =
        List.of(new Verifier("b$2"), new Verifier("a$1"), new Verifier(visible));
    assertEquals(verifiers, VerifiersDocument.parse(VerifiersDocument.format(verifiers)));
    assertEquals(List.of(), VerifiersDocument.parse(VerifiersDocument.format(List.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "203.0.113.7/32",
        "203.0.113.7/32\t1",
        "203.0.113.7/32\t1\t1\t1",
        "203.0.113.7/32\n203.0.113.8/32\t1\t1",
        "203.0.113.7/32\t1\n203.0.113.8/32\t1\t1",
        "203.0.113.7/32\t1\t1\n203.0.113.8/32\t1",
        "203.0.113.7/32\t1\t1\n203.0.113.8/32\t1\n203.0.113.9/32\t1\t1"
      })
  void aLineWithTheWrongNumberOfFieldsIsRefused(String document) {
    assertThrows(IllegalArgumentException.class, () -> WhitelistDocument.parse(document));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\n\n203.0.113.8/32", "\n\t1\t1", "\n203.0.113.7/32"})
  void aLineWithoutABlockOfItsOwnIsRefused(String end) {
    String document = "203.0.113.7/32\t1\t1" + end;
    assertThrows(InvalidValueException.class, () -> WhitelistDocument.parse(document));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1x", "x1", "1 ", "\u0661x", "9223372036854775808"})
  void whatIsNoNumberIsRefused(String number) {
    String block = "203.0.113.7/32\t";
    assertThrows(
        IllegalArgumentException.class, () -> WhitelistDocument.parse(block + number + "\t1"));
    assertThrows(
        IllegalArgumentException.class, () -> WhitelistDocument.parse(block + "1\t" + number));
  }

  @Test
  void aDamagedVerifierIsNotRepeated() {
    String damaged = "hmac$hunter2 hunter2";
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> VerifiersDocument.parse(damaged));
    assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
    IllegalArgumentException torn =
        assertThrows(IllegalArgumentException.class, () -> VerifiersDocument.parse("hunter2\tx"));
    assertFalse(torn.getMessage().contains("hunter2"), torn.getMessage());
  }

  private static WhitelistEntry entry(String block, String createdAt, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), Instant.parse(createdAt), addedIn);
  }
}
