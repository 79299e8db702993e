package io.claviger.test;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ClavigerException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Creates real keys for a test, and the {@link Authenticated} that the code under test receives for
 * them. All keys belong to one organization, in memory by default.
 *
 * <pre>{@code
 * try (TestKeys keys = TestKeys.open()) {
 *   Authenticated reader = keys.authenticated(new Role("ORG_READ_ONLY"));
 *   IssuedApiKey owner = keys.create(NewApiKey.of("owner", Role.ORG_OWNER));
 *   String secret = owner.privateKey().reveal(); // to send in a request
 * }
 * }</pre>
 *
 * <p>It starts no thread, and is thread-safe. If the store fails, every method that needs it throws
 * {@link StoreException}.
 */
public final class TestKeys implements AutoCloseable {
  private static final AccessTokenId TOKEN = new AccessTokenId("0".repeat(24));

  private final SettableExecutor tasks = new SettableExecutor();
  private final Claviger claviger;
  private final ApiKeys application;
  private final OrganizationId organization;

  private TestKeys(ApiKeyStore store, Consumer<Claviger.Builder> options) {
    Claviger.Builder builder =
        Claviger.builder(store).background(tasks).projects((project, owner) -> true);
    options.accept(builder);
    this.claviger = builder.build();
    this.application = claviger.actingAs(Caller.application("test"));
    this.organization =
        application.createOrganization(NewOrganization.named("Test")).organization().id();
  }

  /**
   * Creates an organization in a new store in memory. Two options are not the default: every
   * project belongs to the organization, and background tasks do not run.
   */
  public static TestKeys open() {
    return open(new InMemoryApiKeyStore(), options -> {});
  }

  /**
   * Creates an organization in this store, for example a {@link FaultyApiKeyStore}. The caller
   * closes the store.
   *
   * @param options changes the options of {@link #open()}: for example the roles of the
   *     application, the format of its tokens, or the clock
   */
  public static TestKeys open(ApiKeyStore store, Consumer<Claviger.Builder> options) {
    return new TestKeys(store, Objects.requireNonNull(options, "options"));
  }

  /** Returns the instance that checks the keys; give it to the application under test. */
  public Claviger claviger() {
    return claviger;
  }

  /** Returns the organization of all keys. It also has a first key, which is an owner. */
  public OrganizationId organization() {
    return organization;
  }

  /**
   * Creates a key. The result has its secret, so that a test can send it in a request.
   *
   * @throws ClavigerException if {@link ApiKeys#create} does, for example for an undeclared role
   */
  public IssuedApiKey create(NewApiKey request) {
    return application.create(organization, request);
  }

  /**
   * Authenticates a key with its secret, as a request does.
   *
   * @throws IllegalStateException if the credential is rejected; the message has the reason
   */
  public Authenticated authenticate(IssuedApiKey key) {
    Objects.requireNonNull(key, "key");
    return authenticate(key, Credential.pair(key.apiKey().publicKey(), key.privateKey()));
  }

  /**
   * Authenticates a key with an access token of an hour, as a request does. It shows how code
   * treats a key that {@linkplain Authenticated#isDownscoped has fewer rights}. For the text of a
   * token, use {@code AccessTokens} of {@code claviger-oauth}.
   *
   * @param roles the only roles of the token, of those that the key has; with none, it has the
   *     roles of the key
   * @throws IllegalStateException as {@link #authenticate}
   */
  public Authenticated authenticateByToken(IssuedApiKey key, RoleAssignment... roles) {
    Set<RoleAssignment> scope = Set.copyOf(List.of(roles));
    Instant end = authenticate(key).at().plus(Duration.ofHours(1));
    AccessToken token = new AccessToken(key.apiKey().id(), TOKEN, end);
    return authenticate(
        key,
        Credential.proof(key.apiKey().publicKey(), new TokenOfTest(key.secretId(), token, scope)));
  }

  private record TokenOfTest(SecretId secret, AccessToken its, Set<RoleAssignment> scope)
      implements Proof {
    @Override
    public boolean isMadeWith(SecretId id, List<Verifier> verifiers) {
      return id.equals(secret);
    }

    @Override
    public boolean isFresh(Instant now) {
      return true;
    }

    @Override
    public Optional<Set<RoleAssignment>> roles() {
      return Optional.of(scope).filter(roles -> !roles.isEmpty());
    }

    @Override
    public Optional<AccessToken> token() {
      return Optional.of(its);
    }
  }

  private Authenticated authenticate(IssuedApiKey key, Credential credential) {
    AuthenticationResult result = claviger.authenticator().authenticate(credential);
    if (result instanceof Authenticated authenticated) {
      return authenticated;
    }
    throw new IllegalStateException("the key " + key.apiKey().id() + " is not accepted: " + result);
  }

  /** Creates a key and authenticates it; see {@link #create} and {@link #authenticate}. */
  public Authenticated authenticated(NewApiKey request) {
    return authenticate(create(request));
  }

  /** Creates a key with these roles on the organization, at least one, and authenticates it. */
  public Authenticated authenticated(Role... roles) {
    return authenticated(NewApiKey.of("key of a test", roles));
  }

  /** Writes the counted use to the store, and drops the background tasks. */
  @Override
  public void close() {
    claviger.close();
    tasks.shutdown();
  }
}
