package io.claviger.spring.internal.properties;

import io.claviger.http.MountPath;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.start.StartException;
import java.util.Set;

/** Where the endpoints for access tokens are in the application. */
public final class OAuthPaths {
  private OAuthPaths() {}

  /** Returns the path if it is one below which a handler can be; empty for none. */
  public static String mount(ClavigerProperties.OAuth properties) {
    String path = properties.path();
    return path.isEmpty()
        ? path
        : StartException.reading("claviger.oauth.path", () -> new MountPath(path).value());
  }

  /** Returns the paths of the endpoints. */
  public static Set<String> endpoints(ClavigerProperties.OAuth properties) {
    String mount = mount(properties);
    return mount.isEmpty() ? Set.of() : Set.of(mount + "/token", mount + "/revoke");
  }
}
