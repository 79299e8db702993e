package io.claviger.benchmarks.jmh;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.cache.MemoryConstrainedCacheManager;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.PrincipalCollection;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Shiro with its cache, and the rules of {@link Rules} as text permissions, no addresses. */
@State(Scope.Benchmark)
public class ShiroDecision {
  private final PrincipalCollection[] keys = new PrincipalCollection[Rules.KEYS];
  private final String[] organizations = new String[Rules.KEYS];
  private final String[] resources = new String[Rules.PERMISSIONS];
  private DefaultSecurityManager security;

  /** Makes principals, and a realm that knows their permissions. */
  @Setup
  public void open() {
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new SimplePrincipalCollection(i, "rules");
      organizations[i] = Rules.organization(i);
    }
    for (int i = 0; i < resources.length; i++) {
      resources[i] = Rules.resource(i);
    }
    Realm realm = new Realm();
    realm.setAuthorizationCachingEnabled(true);
    realm.setCacheManager(new MemoryConstrainedCacheManager());
    security = new DefaultSecurityManager(realm);
  }

  boolean decide(int request) {
    int key = request % keys.length;
    String permission = organizations[key] + ":" + resources[request % resources.length] + ":read";
    return security.isPermitted(keys[key], permission);
  }

  private static final class Realm extends AuthorizingRealm {
    @Override
    protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
      int key = (Integer) principals.getPrimaryPrincipal();
      Set<String> permissions =
          IntStream.range(0, Rules.PERMISSIONS)
              .mapToObj(i -> Rules.organization(key) + ":" + Rules.resource(i) + ":read")
              .collect(Collectors.toSet());
      SimpleAuthorizationInfo info = new SimpleAuthorizationInfo(Set.of("reader"));
      info.setStringPermissions(permissions);
      return info;
    }

    @Override
    protected @Nullable AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
      return null;
    }
  }
}
