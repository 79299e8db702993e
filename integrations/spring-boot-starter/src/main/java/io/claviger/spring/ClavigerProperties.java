package io.claviger.spring;

import io.claviger.http.access.AuthorizationScheme;
import io.claviger.http.digest.DigestAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code claviger.*}. Immutable. Another name in a file of properties stops the
 * start; in an environment variable or a system property it is ignored.
 *
 * @param store The store of the keys.
 * @param dataSource The name of the bean that is the DataSource of the store jdbc; by default the
 *     only or primary one.
 * @param h2File The file of the store h2, without the suffix .mv.db. Its folder must exist.
 * @param schema The action at the start for the tables of the store jdbc.
 * @param cache The cache of lookups.
 * @param peppers The peppers by version. Each is at least 64 hex digits, or "file:" and the path of
 *     a file that contains them.
 * @param currentPepper The version of the pepper for new secrets; by default the highest one. 0
 *     only verifies, while all nodes get their first pepper.
 * @param tokenPrefix The prefix of tokens, such as acme; tokens with another one are refused.
 *     Without it, new keys are pairs of a public and a private key.
 * @param http The ways in which requests present keys.
 * @param limits The limits of new organizations.
 * @param roles The roles that keys can have.
 * @param permissions The permissions that each role grants, by the name of the role.
 * @param management The management of keys over HTTP.
 * @param oauth Access tokens for keys.
 */
@ConfigurationProperties(value = "claviger", ignoreUnknownFields = false)
public record ClavigerProperties(
    @DefaultValue("jdbc") Store store,
    @Nullable String dataSource,
    @Nullable Path h2File,
    @DefaultValue("migrate") Schema schema,
    @DefaultValue Cache cache,
    @DefaultValue Map<String, PepperSource> peppers,
    @Nullable Integer currentPepper,
    @Nullable String tokenPrefix,
    @DefaultValue Http http,
    @DefaultValue Limits limits,
    @DefaultValue Roles roles,
    @DefaultValue Map<String, List<String>> permissions,
    @DefaultValue Management management,
    @DefaultValue OAuth oauth) {
  /** Copies the maps. */
  public ClavigerProperties {
    peppers = Map.copyOf(peppers);
    permissions = Map.copyOf(permissions);
  }

  /** The stores. */
  public enum Store {
    /** The database of the application: its only or primary {@code DataSource}. */
    JDBC,
    /** A file of an embedded H2; needs {@code claviger-store-jdbc-embedded}. */
    H2,
    /** The memory of the process, for tests; needs {@code claviger-store-memory}. */
    MEMORY
  }

  /** The action at the start for the tables. */
  public enum Schema {
    /** Create or upgrade them, and check the database. */
    MIGRATE,
    /** Check the database. The application makes the tables itself, for example with Flyway. */
    CHECK,
    /** Nothing. */
    NONE
  }

  /**
   * The cache of lookups.
   *
   * @param enabled True if lookups are cached.
   * @param maxStaleness The longest time until this node sees a change of another node, such as a
   *     revocation.
   * @param maxSize The maximum number of cached keys.
   * @param concurrentLoads The maximum number of uncached keys that are loaded at once. The pool
   *     needs three times as many connections.
   */
  public record Cache(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("5s") Duration maxStaleness,
      @DefaultValue("100000") int maxSize,
      @DefaultValue("3") int concurrentLoads) {}

  /**
   * The ways in which requests present keys.
   *
   * @param header The header for tokens beside Authorization; empty for none.
   * @param schemes The schemes of the Authorization header for keys: basic and bearer.
   * @param realm The realm of challenges.
   * @param proxies The blocks of the proxies in front of the application, such as 10.0.3.0/28.
   * @param proxyHeader The header to which these proxies append the address of the client.
   * @param trustServerHeaders True if the server may take the address of a client from a header, as
   *     Spring Boot lets it on Kubernetes by default. Every machine that can reach the port can
   *     then claim any address, unless the proxy replaces the header.
   * @param digest HTTP Digest, which is off without a realm.
   */
  public record Http(
      @DefaultValue("X-API-Key") String header,
      @DefaultValue({"basic", "bearer"}) List<AuthorizationScheme> schemes,
      @DefaultValue("API") String realm,
      @DefaultValue List<String> proxies,
      @DefaultValue("x-forwarded-for") ProxyHeader proxyHeader,
      @DefaultValue("false") boolean trustServerHeaders,
      @DefaultValue Digest digest) {
    /** Copies the lists. */
    public Http {
      schemes = List.copyOf(schemes);
      proxies = List.copyOf(proxies);
    }
  }

  /**
   * The limits of new organizations. Each one can be changed later for an organization.
   *
   * @param keys The maximum number of keys; 500 by default.
   * @param whitelistEntries The maximum number of entries of one whitelist; 200 by default.
   * @param rate How often all keys of an organization together may be used, such as 1000/60 for
   *     1,000 requests in 60 seconds; needs a RequestLimiter.
   * @param keyRate How often each key without its own limit may be used, such as 100/60; needs a
   *     RequestLimiter.
   */
  public record Limits(
      @Nullable Integer keys,
      @Nullable Integer whitelistEntries,
      @Nullable String rate,
      @Nullable String keyRate) {}

  /** The headers that proxies write. */
  public enum ProxyHeader {
    /** {@code X-Forwarded-For}. */
    X_FORWARDED_FOR,
    /** {@code Forwarded} (RFC 7239). */
    FORWARDED
  }

  /**
   * HTTP Digest.
   *
   * @param realm The realm; Digest is on if it is set. It needs a pepper.
   * @param algorithms The algorithms, in the order of the challenges.
   */
  public record Digest(
      @Nullable String realm, @DefaultValue("sha-256") List<DigestAlgorithm> algorithms) {
    /** Copies the list. */
    public Digest {
      algorithms = List.copyOf(algorithms);
    }
  }

  /**
   * The roles that keys can have beside the built-in ones.
   *
   * @param organization Further roles on organizations.
   * @param project Further roles on projects.
   */
  public record Roles(@DefaultValue List<String> organization, @DefaultValue List<String> project) {
    /** Copies the lists. */
    public Roles {
      organization = List.copyOf(organization);
      project = List.copyOf(project);
    }
  }

  /**
   * The management of keys over HTTP.
   *
   * @param path The path below which users and keys manage keys, such as /account/api-keys; empty
   *     for none. It needs claviger-management, and a bean that says which user is logged in.
   */
  public record Management(@DefaultValue("") String path) {}

  /**
   * Access tokens for keys (OAuth 2.0). It needs claviger-oauth.
   *
   * @param audience The name of this application, such as https://api.acme.example. Access tokens
   *     are on if it is set. Applications with other names do not accept these tokens.
   * @param path The path below which keys are exchanged for tokens, at /token, and tokens are
   *     revoked, at /revoke; empty if this application only accepts tokens.
   * @param lifetime How long a token lasts: 1 second to 1 day.
   * @param peppers Peppers of their own for tokens, by version, in the form of claviger.peppers; by
   *     default the same ones.
   * @param currentPepper The version of the pepper for new tokens; by default the highest one.
   */
  public record OAuth(
      @Nullable String audience,
      @DefaultValue("/oauth") String path,
      @DefaultValue("1h") Duration lifetime,
      @DefaultValue Map<String, PepperSource> peppers,
      @Nullable Integer currentPepper) {
    /** Copies the map. */
    public OAuth {
      peppers = Map.copyOf(peppers);
    }
  }

  /** The text of the property of a pepper. It is not printed. */
  public record PepperSource(String text) {
    @Override
    public String toString() {
      return "******";
    }
  }
}
