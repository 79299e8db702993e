package io.claviger.spring;

import io.claviger.Peppers;
import io.claviger.http.TrustedProxies;
import io.claviger.model.CidrBlock;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads values of the library from the properties. */
final class KeyRules {
  private static final String FILE = "file:";

  private KeyRules() {}

  static Roles roles(ClavigerProperties.Roles properties) {
    Roles known = properties.atlas() ? Roles.atlas() : Roles.builtIn();
    Roles more =
        StartException.reading(
            "claviger.roles.organization",
            () -> known.withOrganizationRoles(named(properties.organization())));
    return StartException.reading(
        "claviger.roles.project", () -> more.withProjectRoles(named(properties.project())));
  }

  private static Role[] named(List<String> names) {
    return names.stream().map(Role::new).toArray(Role[]::new);
  }

  static RoleGrants grants(Roles roles, Map<String, List<String>> permissions) {
    RoleGrants grants = RoleGrants.of(roles);
    for (Map.Entry<String, List<String>> entry : new TreeMap<>(permissions).entrySet()) {
      String property = "claviger.permissions." + entry.getKey();
      Role role = StartException.reading(property, () -> new Role(entry.getKey()));
      if (!roles.contains(role)) {
        throw StartException.inProperty(
            property,
            "is for a role that does not exist; declare it in claviger.roles.organization or"
                + " claviger.roles.project. The roles are "
                + roles);
      }
      grants = grants.grant(role, permissions(property, entry.getValue()));
    }
    return grants;
  }

  private static Permission[] permissions(String property, List<String> names) {
    return StartException.reading(
        property, () -> names.stream().map(Permission::new).toArray(Permission[]::new));
  }

  static Peppers peppers(ClavigerProperties properties) {
    SortedMap<Integer, byte[]> keys = new TreeMap<>();
    for (Map.Entry<String, ClavigerProperties.PepperSource> entry :
        properties.peppers().entrySet()) {
      int version = version(entry.getKey());
      keys.put(version, pepper(version, entry.getValue()));
    }
    int current = currentPepper(properties, keys);
    if (keys.isEmpty()) {
      return Peppers.none();
    }
    int first = current == 0 ? keys.firstKey() : current;
    Peppers peppers = pepper(first, keys, current == 0 ? Peppers::verifying : Peppers::of);
    for (int version : keys.keySet()) {
      if (version != first) {
        peppers = pepper(version, keys, peppers::alsoVerifying);
      }
    }
    return peppers;
  }

  private static int version(String name) {
    if (!name.matches("[1-9][0-9]{0,8}")) {
      throw StartException.inProperty(
          "claviger.peppers." + name, "must end with the version of the pepper, such as 1");
    }
    return Integer.parseInt(name);
  }

  private static int currentPepper(ClavigerProperties properties, SortedMap<Integer, byte[]> keys) {
    int highest = keys.isEmpty() ? 0 : keys.lastKey();
    int current = Optional.ofNullable(properties.currentPepper()).orElse(highest);
    if (current != 0 && !keys.containsKey(current)) {
      throw StartException.inProperty(
          "claviger.current-pepper",
          "is " + current + ", but there is no claviger.peppers." + current);
    }
    return current;
  }

  private static Peppers pepper(
      int version, Map<Integer, byte[]> keys, BiFunction<Integer, byte[], Peppers> peppers) {
    byte[] key = Objects.requireNonNull(keys.get(version));
    return StartException.reading(name(version), () -> peppers.apply(version, key));
  }

  private static String name(int version) {
    return "claviger.peppers." + version;
  }

  /** Does not pass on the exception of bad digits, whose message shows them. */
  private static byte[] pepper(int version, ClavigerProperties.PepperSource source) {
    String text = source.text();
    String digits = text.startsWith(FILE) ? contents(version, text) : text;
    try {
      return HexFormat.of().parseHex(digits.strip());
    } catch (IllegalArgumentException e) {
      throw StartException.inProperty(
          name(version),
          "must be hex digits (openssl rand -hex 32), or file: and the path of a file with them");
    }
  }

  private static String contents(int version, String text) {
    try {
      return Files.readString(Path.of(text.substring(FILE.length())));
    } catch (IOException | RuntimeException e) {
      throw new StartException(
          "property " + name(version) + ": the file " + text + " cannot be read: " + e, e);
    }
  }

  static TrustedProxies proxies(ClavigerProperties.Http http) {
    return StartException.reading(
        "claviger.http.proxies",
        () -> {
          List<CidrBlock> blocks = http.proxies().stream().map(CidrBlock::parse).toList();
          return http.proxyHeader() == ClavigerProperties.ProxyHeader.FORWARDED
              ? TrustedProxies.forwarded(blocks)
              : TrustedProxies.xForwardedFor(blocks);
        });
  }
}
