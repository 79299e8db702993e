package io.claviger.store.tck.contract;

import io.claviger.model.Actor;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.Labels;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Roles;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values at the limits of their types, and values that stores often damage. */
final class EdgeValues {
  private static final String MAX_ID = "z".repeat(32);

  private EdgeValues() {}

  /** Returns instants in microseconds, also before 1970, where a fraction counts backwards. */
  static List<Instant> instants() {
    return Stream.of(
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00.000001Z",
            "1582-10-10T00:00:00Z",
            "1969-12-31T23:59:59.999999Z",
            "1970-01-01T00:00:00Z",
            "2026-03-29T01:30:00.123456Z",
            "2026-11-24T12:00:00.000001Z",
            "2038-01-19T03:14:08.999999Z",
            "9999-12-31T23:59:59.999999Z")
        .map(Instant::parse)
        .toList();
  }

  /** Includes texts that are refused today, since older versions may have stored them. */
  static List<String> texts() {
    return List.of(
        longest("\uD83D\uDD11"),
        longest("\uFFFD"),
        longest("x"),
        " ",
        "blank at the end ",
        "Straße, STRASSE",
        "e\u0301 is not \u00e9",
        "ΑΒΓ αβγ ağı AĞI",
        "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\uFEFFmarked\u2028split \u202Eturned \uFFFF\uE000",
        "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3",
        "O'Neil \"quoted\" `ticked` \\n \\ /* -- */ ; :name ?1 ${x} #{x} %s %",
        "{\"a\": [1, null]}",
        "$set.a:b=c",
        "null",
        "0");
  }

  /** Returns 250 code points of the character. */
  static String longest(String codePoint) {
    return codePoint.repeat(250);
  }

  /** Returns the largest number of labels; some differ in case or in the form of an accent only. */
  static Labels labels() {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("team", "lower");
    labels.put("Team", "upper");
    labels.put("\u00e9", "one");
    labels.put("e\u0301", "two");
    labels.put(longest("\uD83D\uDD11"), longest("\uD83D\uDD12"));
    for (int i = labels.size(); i < Labels.MAX; i++) {
      labels.put("label " + i, longest("\uD83D\uDD11"));
    }
    return new Labels(labels);
  }

  /** Returns many roles, those of projects on two projects, and the longest names. */
  static SortedSet<RoleAssignment> roles() {
    SortedSet<RoleAssignment> roles = new TreeSet<>();
    Roles known = Roles.builtIn();
    known.ofOrganizations().forEach(role -> roles.add(RoleAssignment.onOrganization(role)));
    roles.add(RoleAssignment.onOrganization(new Role("x.Y:z-" + "X".repeat(60))));
    List<Role> ofProjects = new ArrayList<>(known.ofProjects());
    ofProjects.add(new Role("9_".repeat(33)));
    IntStream.range(0, 15).forEach(n -> ofProjects.add(new Role("role:" + n)));
    for (Role role : ofProjects) {
      roles.add(RoleAssignment.onProject(role, new ProjectId("p")));
      roles.add(RoleAssignment.onProject(role, new ProjectId(MAX_ID)));
    }
    return roles;
  }

  /** Returns 200 entries of both address families, with the widest and the narrowest block. */
  static Whitelist whitelist() {
    List<Instant> instants = instants();
    List<WhitelistEntry> entries = new ArrayList<>();
    entries.add(new WhitelistEntry(CidrBlock.parse("0.0.0.0/0"), instants.get(0), 1));
    entries.add(new WhitelistEntry(CidrBlock.parse("::/0"), instants.get(1), Long.MAX_VALUE));
    entries.add(new WhitelistEntry(CidrBlock.parse("255.255.255.255"), instants.get(2), 2));
    entries.add(new WhitelistEntry(CidrBlock.parse("ffff::/16"), instants.get(3), 3));
    for (int i = entries.size(); i < 200; i++) {
      String text =
          i % 2 == 0 ? "10.0." + i + ".0/24" : "2001:db8:" + Integer.toHexString(i) + "::1";
      entries.add(
          new WhitelistEntry(CidrBlock.parse(text), instants.get(i % instants.size()), 1000L - i));
    }
    return Whitelist.of(entries);
  }

  static List<Actor> actors() {
    List<Actor> actors = new ArrayList<>();
    texts().forEach(text -> actors.add(new Actor(Actor.Kind.USER, text, Optional.empty())));
    actors.add(new Actor(Actor.Kind.APPLICATION, "host", Optional.empty()));
    for (String address :
        List.of("0.0.0.0", "255.255.255.255", "::", "::1", "fe80::ffff:ffff:ffff:ffff")) {
      actors.add(
          new Actor(Actor.Kind.API_KEY, "0".repeat(24), Optional.of(IpAddress.parse(address))));
    }
    return actors;
  }
}
