package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_ORG;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.entry;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.secretId;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.claviger.access.Decision.Denied.Reason;
import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.usage.RecordingUsageStore;
import io.claviger.internal.usage.UsageFlushOptions;
import io.claviger.internal.usage.UsageRecorder;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKey;
import io.claviger.model.IpAddress;
import io.claviger.model.Permission;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.RoleGrants;
import io.claviger.model.Scope;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.StoreException;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupOrganization;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each outcome of a request, and what it counts for. */
class CountingAccessCheckTest {
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final PrivateKey OTHER = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c4");
  private static final Permission READ = new Permission("things.read");
  private static final Permission WRITE = new Permission("things.write");
  private static final IpAddress HERE = ip("198.51.100.7");
  private static final AccessRequest REQUEST = AccessRequest.of(ORG, READ, HERE);
  private static final Authorizer AUTHORIZER =
      new Authorizer(RoleGrants.none().grant(READ_ONLY, READ));
  private static final ApiKey KEY = key(1, on(READ_ONLY));

  private final SecretHasher hasher = Hashed.salted();
  private final FakeBackground background = new FakeBackground();
  private final AccessCounter counter = new AccessCounter();
  private RequestLimiter limiter = RequestLimiter.unlimited();
  private final RecordingUsageStore written = new RecordingUsageStore();
  private final UsageRecorder recorder =
      new UsageRecorder(
          written,
          background,
          new UsageFlushOptions(Duration.ofSeconds(10), 1000),
          new Failures(() -> NOW));

  @Test
  void anAdmittedRequestIsGrantedAndCounted() {
    AccessResult.Granted granted = assertInstanceOf(AccessResult.Granted.class, check(KEY));
    assertEquals(KEY.id(), granted.key().id());
    assertEquals(SampleAuthentications.allowed(on(READ_ONLY)), granted.decision());
    assertEquals(List.of(), written.batches, "no request waits for a store");
    assertEquals(0, background.executed.size());
    assertCounted(KEY, secretId(1), Optional.empty());
  }

  @Test
  void itCountsForTheMostSpecificEntryThatAdmitsIt() {
    ApiKey key = listing(KEY, "198.0.0.0/8", "198.51.100.0/24", "198.51.100.8/32", "::/1");
    assertInstanceOf(AccessResult.Granted.class, check(key));
    assertCounted(key, secretId(1), Optional.of(entry("198.51.100.0/24")));
  }

  @Test
  void itCountsForTheSecretThatWasPresented() {
    SecretInfo first = KEY.secrets().get(0);
    SecretInfo second =
        SecretInfo.of(secretId(2), first.hint(), NOW, Optional.empty(), Optional.empty());
    ApiKey key = ApiKey.of(KEY.identity(), KEY.settings(), List.of(first, second));
    check(over(Hashed.store(Hashed.key(hasher, key, OTHER, SECRET))), REQUEST);
    assertCounted(key, secretId(2), Optional.empty());
  }

  @Test
  void whereWhitelistsAreOnlyReportedItCountsForNoEntry() {
    ApiKey key = listing(KEY, "10.0.0.0/8");
    AccessCheck reporting =
        check(Hashed.store(Hashed.key(hasher, key, SECRET)), AUTHORIZER.reportOnly());
    AccessResult.Granted granted =
        assertInstanceOf(AccessResult.Granted.class, check(reporting, REQUEST));
    assertEquals(
        Reason.ADDRESS_NOT_LISTED, granted.decision().reportedDenial().orElseThrow().reason());
    assertCounted(key, secretId(1), Optional.empty());
  }

  @Test
  void whoeverIsNotAuthenticatedIsNotCounted() {
    assertUnauthenticated(
        Rejected.Reason.MALFORMED, over(KEY).check(Credential.pair("", ""), REQUEST));
    assertUnauthenticated(Rejected.Reason.UNKNOWN_KEY, check(key(2, on(READ_ONLY))));
    assertUnauthenticated(
        Rejected.Reason.WRONG_SECRET,
        check(over(Hashed.store(Hashed.key(hasher, KEY, OTHER))), REQUEST));
    assertUnauthenticated(Rejected.Reason.DISABLED, check(disabled(KEY)));
    assertUnauthenticated(Rejected.Reason.EXPIRED, check(expiring(KEY, NOW)));
    assertUnauthenticated(Rejected.Reason.SECRET_EXPIRED, check(withSecretUntil(KEY, NOW)));
    assertNothingCounted();
  }

  @Test
  void whateverIsForbiddenIsNotCounted() {
    assertForbidden(
        Reason.OTHER_ORGANIZATION, check(over(KEY), AccessRequest.of(OTHER_ORG, READ, HERE)));
    assertForbidden(Reason.ADDRESS_NOT_LISTED, check(listing(KEY, "10.0.0.0/8")));
    assertForbidden(
        Reason.PERMISSION_NOT_GRANTED, check(over(KEY), AccessRequest.of(ORG, WRITE, HERE)));
    assertForbidden(Reason.WHITELIST_MISSING, check(over(requiringWhitelist()), REQUEST));
    assertNothingCounted();
  }

  @Test
  void troubleOfTheStoreAdmitsNobody() {
    StoreException trouble = new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
    ApiKeyStore down =
        new ForwardingApiKeyStore(Hashed.store()) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            throw trouble;
          }
        };
    AccessResult.Unavailable unavailable =
        assertInstanceOf(AccessResult.Unavailable.class, check(over(down), REQUEST));
    assertSame(trouble, unavailable.failure());
    assertNothingCounted();
  }

  @Test
  void whereNoUsageIsCountedTheRestIsTheSame() {
    AccessCheck counting =
        new CountingAccessCheck(
            Hashed.authenticator(
                Hashed.store(Hashed.key(hasher, KEY, SECRET)), hasher, InstantSource.fixed(NOW)),
            AUTHORIZER,
            RequestLimiter.unlimited(),
            Optional.empty(),
            new AccessCounter());
    assertInstanceOf(AccessResult.Granted.class, check(counting, REQUEST));
    assertForbidden(
        Reason.PERMISSION_NOT_GRANTED, check(counting, AccessRequest.of(ORG, WRITE, HERE)));
  }

  @Test
  void aKeyIsAdmittedWithoutAPermissionByItsWhitelistAlone() {
    ApiKey key = listing(KEY, "198.51.100.0/24");
    Credential credential = Credential.pair(KEY.publicKey(), SECRET);
    AccessResult result = over(key).checkAddress(credential, HERE);
    AccessResult.Granted granted = assertInstanceOf(AccessResult.Granted.class, result);
    assertEquals(Optional.empty(), granted.decision().role());
    assertCounted(key, secretId(1), Optional.of(entry("198.51.100.0/24")));
    assertForbidden(Reason.ADDRESS_NOT_LISTED, over(key).checkAddress(credential, ip("10.0.0.1")));
    assertForbidden(
        Reason.WHITELIST_MISSING, over(requiringWhitelist()).checkAddress(credential, HERE));
    assertUnauthenticated(
        Rejected.Reason.MISSING, over(key).checkAddress(Credential.missing(), HERE));
  }

  @Test
  void aPermissionIsCheckedInTheOrganizationOfTheKey() {
    Credential credential = Credential.pair(KEY.publicKey(), SECRET);
    AccessCheck check = over(listing(KEY, "198.51.100.0/24"));
    assertForbidden(
        Reason.PERMISSION_NOT_GRANTED, check.check(credential, HERE, WRITE, Scope.organization()));
    assertForbidden(
        Reason.ADDRESS_NOT_LISTED,
        check.check(credential, ip("10.0.0.1"), READ, Scope.organization()));
    assertUnauthenticated(
        Rejected.Reason.MISSING,
        check.check(Credential.missing(), HERE, READ, Scope.organization()));
    assertNothingCounted();
    AccessResult.Granted granted =
        assertInstanceOf(
            AccessResult.Granted.class, check.check(credential, HERE, READ, Scope.organization()));
    assertEquals(Optional.of(on(READ_ONLY)), granted.decision().role());
    assertCounted(KEY, secretId(1), Optional.of(entry("198.51.100.0/24")));
  }

  @Test
  void theLimiterIsAskedLastAndWhatItRefusesIsNotCountedAsUse() {
    List<IpAddress> asked = new ArrayList<>();
    limiter =
        (key, address) -> {
          asked.add(address);
          return Optional.of(Duration.ofSeconds(7));
        };
    assertForbidden(Reason.ADDRESS_NOT_LISTED, check(listing(KEY, "10.0.0.0/8")));
    assertEquals(List.of(), asked);
    AccessResult.RateLimited limited = assertInstanceOf(AccessResult.RateLimited.class, check(KEY));
    assertEquals(Duration.ofSeconds(7), limited.retryAfter());
    assertEquals(List.of(HERE), asked);
    assertNothingCounted();
    assertEquals(1, counter.counts().rateLimited());
    limiter = (key, address) -> Optional.of(Duration.ofSeconds(-1));
    AccessResult.RateLimited late = assertInstanceOf(AccessResult.RateLimited.class, check(KEY));
    assertEquals(Duration.ZERO, late.retryAfter());
    assertEquals(0, counter.counts().granted());
  }

  /** The limiter gets unknown keys, too, so that its answer does not tell which keys exist. */
  @Test
  void theLimiterIsToldOfRejectionsAndMayRefuseFurtherOnes() {
    List<String> told = new ArrayList<>();
    Set<PublicKey> refused = new HashSet<>();
    limiter =
        new RequestLimiter() {
          @Override
          public Optional<Duration> waitTime(Authenticated key, IpAddress address) {
            return Optional.empty();
          }

          @Override
          public Optional<Duration> beforeCheck(PublicKey presented, IpAddress address) {
            return refused.contains(presented)
                ? Optional.of(Duration.ofSeconds(9))
                : Optional.empty();
          }

          @Override
          public void afterRejection(PublicKey presented, IpAddress address, Rejected rejected) {
            told.add(presented + " " + address + " " + rejected.reason());
          }
        };
    AccessCheck check = over(Hashed.store(Hashed.key(hasher, KEY, SECRET)));
    Credential wrong = Credential.pair(KEY.publicKey(), OTHER);
    Credential unknown = Credential.pair(new PublicKey("nobodysx"), OTHER);
    check.check(wrong, REQUEST);
    check.checkAddress(unknown, HERE);
    check.check(Credential.malformed(""), REQUEST);
    assertInstanceOf(AccessResult.Granted.class, check(check, REQUEST));
    assertEquals(
        List.of(
            KEY.publicKey() + " " + HERE + " WRONG_SECRET", "nobodysx " + HERE + " UNKNOWN_KEY"),
        told);

    refused.add(KEY.publicKey());
    AccessResult.RateLimited limited =
        assertInstanceOf(AccessResult.RateLimited.class, check(check, REQUEST));
    assertEquals(Optional.empty(), limited.key());
    assertEquals(Duration.ofSeconds(9), limited.retryAfter());
    assertEquals(1, counter.counts().rateLimited());
  }

  /** A proof, as HTTP Digest makes one. */
  private record Script(boolean made, boolean fresh, boolean isReplay, Optional<AccessToken> token)
      implements Proof {
    @Override
    public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
      return made;
    }

    @Override
    public boolean isFresh(Instant now) {
      return fresh;
    }

    AccessResult presented(AccessCheck check, ApiKey key) {
      return check.check(Credential.proof(key.publicKey(), this), REQUEST);
    }
  }

  /** Otherwise guesses by Digest would be free, and honest clients would be locked out. */
  @Test
  void theLimiterIsAskedAndToldOfProofsButNotOfOldOnes() {
    List<String> calls = new ArrayList<>();
    limiter = recording(calls);
    AccessCheck check = over(KEY);
    Script good = new Script(true, true, false, Optional.empty());
    Script wrong = new Script(false, true, false, Optional.empty());
    Script old = new Script(true, false, false, Optional.empty());
    Script replayed = new Script(true, false, true, Optional.empty());
    assertInstanceOf(AccessResult.Granted.class, good.presented(check, KEY));
    assertUnauthenticated(Rejected.Reason.WRONG_SECRET, wrong.presented(check, KEY));
    assertUnauthenticated(Rejected.Reason.STALE_PROOF, old.presented(check, KEY));
    assertUnauthenticated(Rejected.Reason.REPLAYED_PROOF, replayed.presented(check, KEY));
    assertUnauthenticated(
        Rejected.Reason.UNKNOWN_KEY, wrong.presented(check, key(2, on(READ_ONLY))));
    assertEquals(
        List.of("ask", "ask", "WRONG_SECRET", "ask", "ask", "REPLAYED_PROOF", "ask", "UNKNOWN_KEY"),
        calls);
  }

  /** Nobody can guess a seal, and a fleet must not lock itself out after a rotation. */
  @Test
  void theLimiterIsNeitherAskedNorToldOfAccessTokens() {
    List<String> calls = new ArrayList<>();
    limiter = recording(calls);
    AccessTokenId id = new AccessTokenId("a".repeat(24));
    AccessToken token = new AccessToken(KEY.id(), id, NOW.plusSeconds(60));
    Script good = new Script(true, true, false, Optional.of(token));
    Script ofDeletedSecret = new Script(false, true, false, Optional.of(token));
    assertInstanceOf(AccessResult.Granted.class, good.presented(over(KEY), KEY));
    assertUnauthenticated(Rejected.Reason.WRONG_SECRET, ofDeletedSecret.presented(over(KEY), KEY));
    assertUnauthenticated(Rejected.Reason.DISABLED, good.presented(over(disabled(KEY)), KEY));
    assertEquals(List.of(), calls);
  }

  private static RequestLimiter recording(List<String> calls) {
    return new RequestLimiter() {
      @Override
      public Optional<Duration> waitTime(Authenticated key, IpAddress address) {
        return Optional.empty();
      }

      @Override
      public Optional<Duration> beforeCheck(PublicKey presented, IpAddress address) {
        calls.add("ask");
        return Optional.empty();
      }

      @Override
      public void afterRejection(PublicKey presented, IpAddress address, Rejected rejected) {
        calls.add(rejected.reason().name());
      }
    };
  }

  private ApiKeyStore requiringWhitelist() {
    return new ForwardingApiKeyStore(Hashed.store(Hashed.key(hasher, KEY, SECRET))) {
      @Override
      public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
        return delegate().findByPublicKey(publicKey).map(CountingAccessCheckTest::required);
      }
    };
  }

  private static KeyLookup required(KeyLookup found) {
    LookupOrganization organization = found.organization();
    return found.sharing(
        new LookupOrganization(
            organization.id(),
            true,
            organization.revision(),
            organization.rateLimit(),
            organization.keyRateLimit()),
        found.roles(),
        found.labels());
  }

  private AccessResult check(ApiKey key) {
    return check(over(key), REQUEST);
  }

  private static AccessResult check(AccessCheck check, AccessRequest request) {
    return check.check(Credential.pair(KEY.publicKey(), SECRET), request);
  }

  private AccessCheck over(ApiKey key) {
    return over(Hashed.store(Hashed.key(hasher, key, SECRET)));
  }

  private AccessCheck over(ApiKeyStore store) {
    return check(store, AUTHORIZER);
  }

  private AccessCheck check(ApiKeyStore store, Authorizer authorizer) {
    return new CountingAccessCheck(
        Hashed.authenticator(store, hasher, InstantSource.fixed(NOW)),
        authorizer,
        limiter,
        Optional.of(recorder),
        counter);
  }

  private void assertCounted(ApiKey key, SecretId secret, Optional<WhitelistEntry> entry) {
    assertEquals(
        new UsageCount(
            new UsageStore.Subject(ORG, key.id(), secret, entry),
            Usage.once(new Usage.Last(NOW, HERE))),
        counted());
  }

  /** The only thing that was. */
  private UsageCount counted() {
    assertEquals(1, recorder.unwritten());
    recorder.flush();
    return written.batches.get(0).get(0);
  }

  private void assertNothingCounted() {
    assertEquals(0, recorder.unwritten());
    assertEquals(0, background.scheduled.size());
  }

  private static void assertUnauthenticated(Rejected.Reason reason, AccessResult result) {
    assertEquals(new AccessResult.Unauthenticated(Rejected.of(reason)), result);
  }

  private static void assertForbidden(Reason reason, AccessResult result) {
    assertEquals(
        reason, assertInstanceOf(AccessResult.Forbidden.class, result).decision().reason());
  }
}
