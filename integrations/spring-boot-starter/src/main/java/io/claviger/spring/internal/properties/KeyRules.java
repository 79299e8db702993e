package io.claviger.spring.internal.properties;

import io.claviger.http.TrustedProxies;
import io.claviger.model.CidrBlock;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.Roles;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.start.StartException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads values of the library from the properties. */
public final class KeyRules {
  private KeyRules() {}

  static Roles roles(ClavigerProperties.Roles properties) {
    Roles more =
        StartException.reading(
            "claviger.roles.organization",
            () -> Roles.builtIn().withOrganizationRoles(named(properties.organization())));
    return StartException.reading(
        "claviger.roles.project", () -> more.withProjectRoles(named(properties.project())));
  }

  private static Role[] named(List<String> names) {
    return names.stream().map(Role::new).toArray(Role[]::new);
  }

  public static RoleGrants grants(Roles roles, Map<String, List<String>> permissions) {
    RoleGrants grants = RoleGrants.of(roles);
    for (Map.Entry<String, List<String>> entry : new TreeMap<>(permissions).entrySet()) {
      String property = "claviger.permissions." + entry.getKey();
      Role role = StartException.reading(property, () -> new Role(entry.getKey()));
      if (!roles.contains(role)) {
        throw StartException.inProperty(
            property,
            "is for a role that does not exist; the roles are " + roles,
            "Declare the role in claviger.roles.organization or claviger.roles.project");
      }
      grants = grants.grant(role, permissions(property, entry.getValue()));
    }
    return grants;
  }

  private static Permission[] permissions(String property, List<String> names) {
    return StartException.reading(
        property,
        "Correct "
            + property
            + ". For an authority of the application, such as ROLE_USER, declare a bean"
            + " RoleHierarchy in which a role or a permission of keys includes it",
        () -> names.stream().map(Permission::new).toArray(Permission[]::new));
  }

  public static TrustedProxies proxies(ClavigerProperties.Http http) {
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
