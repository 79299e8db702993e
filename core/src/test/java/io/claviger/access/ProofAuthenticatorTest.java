package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.secretId;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.claviger.Claviger;
import io.claviger.internal.FakeBackground;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.model.ApiKey;
import io.claviger.model.IpAddress;
import io.claviger.model.Permission;
import io.claviger.model.PrivateKey;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.TokenFormat;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.StoredApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is asked of a proof, in which order, and what comes of it. */
class ProofAuthenticatorTest {
  private static final IpAddress HERE = ip("198.51.100.7");
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final SecretId NOBODYS = new SecretId("0".repeat(24));

  private final FakeBackground background = new FakeBackground();
  private int clockReads;

  /** Tells what it was asked. */
  private static final class Script implements Proof {
    private final SecretId madeWith;
    private final boolean fresh;
    private final List<String> asked = new ArrayList<>();
    private Optional<Set<RoleAssignment>> roles = Optional.empty();

    Script(SecretId madeWith, boolean fresh) {
      this.madeWith = madeWith;
      this.fresh = fresh;
    }

    @Override
    public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
      asked.add(secret.value().substring(20) + ":" + verifiers.size());
      return secret.equals(madeWith);
    }

    @Override
    public boolean isFresh(Instant now) {
      assertEquals(NOW, now);
      asked.add("fresh");
      return fresh;
    }

    @Override
    public Optional<Set<RoleAssignment>> roles() {
      return roles;
    }
  }

  @Test
  void eachSecretIsTriedAndThenWhetherItIsFresh() {
    String first = secretId(1).value().substring(20) + ":1";
    String second = secretId(2).value().substring(20) + ":1";
    for (SecretId id : List.of(secretId(1), secretId(2))) {
      Script proof = new Script(id, true);
      Authenticated good = assertInstanceOf(Authenticated.class, present(rotated(), proof));
      assertEquals(id, good.secretId());
      assertEquals(List.of(first, second, "fresh"), proof.asked);
    }
    Script wrong = new Script(secretId(3), true);
    assertRejected(Rejected.Reason.WRONG_SECRET, rotated(), wrong);
    assertEquals(List.of(first, second), wrong.asked);
    assertRejected(Rejected.Reason.STALE_PROOF, rotated(), new Script(secretId(2), false));
  }

  @Test
  void aKeyThatMayNotBeUsedMakesTheSameWorkAndIsNotAskedForFreshness() {
    ApiKey good = member(1);
    assertUnusable(Rejected.Reason.DISABLED, stored(disabled(good)));
    assertUnusable(Rejected.Reason.EXPIRED, stored(expiring(good, NOW)));
    assertUnusable(Rejected.Reason.SECRET_EXPIRED, stored(withSecretUntil(good, NOW)));
  }

  @Test
  void anUnknownKeyAndOneWithoutSecretsMakeTheWorkOfOne() {
    for (StoredApiKey none : List.of(stored(member(2)), stored(member(1)).with(List.of()))) {
      Script proof = new Script(NOBODYS, true);
      boolean unknown = none.key().equals(member(2));
      assertRejected(
          unknown ? Rejected.Reason.UNKNOWN_KEY : Rejected.Reason.WRONG_SECRET, none, proof);
      assertEquals(List.of("0000:0"), proof.asked);
    }
  }

  @Test
  void theFirstUseOfANewSecretIsNoticedIfTheProofIsFresh() {
    ScriptedStore store = Hashed.store(rotated());
    assertInstanceOf(Rejected.class, present(store, new Script(secretId(2), false)));
    assertInstanceOf(Authenticated.class, present(store, new Script(secretId(1), true)));
    background.runExecuted();
    assertEquals(0, store.commits.size());
    assertInstanceOf(Authenticated.class, present(store, new Script(secretId(2), true)));
    background.runExecuted();
    assertEquals(1, store.commits.size());
  }

  @Test
  void aProofMadeWithATokenOfAnUndeclaredPrefixIsMalformed() {
    ScriptedStore store = Hashed.store(withToken("acme_test"));
    for (String declared : List.of("acme_live", "acme_test")) {
      Script proof = new Script(secretId(1), true);
      Claviger claviger = builder(store).tokens(TokenFormat.of(declared)).build();
      AuthenticationResult result =
          claviger.authenticator().authenticate(Credential.proof(member(1).publicKey(), proof));
      if (declared.equals("acme_live")) {
        assertEquals(Rejected.of(Rejected.Reason.MALFORMED), result);
        Map<Rejected.Reason, Long> counts = claviger.metrics().access().unauthenticated();
        assertEquals(1, counts.get(Rejected.Reason.MALFORMED));
        assertEquals(1, proof.asked.size(), "it is not asked whether it is fresh");
      } else {
        assertInstanceOf(Authenticated.class, result);
      }
    }
    assertInstanceOf(Authenticated.class, present(store, new Script(secretId(1), true)));
  }

  @Test
  void aProofBringsThoseOfItsRolesThatTheKeyHolds() {
    Permission read = new Permission("things.read");
    Permission write = new Permission("things.write");
    Authorizer authorizer =
        new Authorizer(
            RoleGrants.none().grant(Role.ORG_READ_ONLY, read).grant(Role.ORG_OWNER, read, write));
    ApiKey key = key(1, on(Role.ORG_OWNER));
    ScriptedStore store = Hashed.store(stored(key));
    Authenticated full =
        assertInstanceOf(Authenticated.class, present(store, new Script(secretId(1), true)));
    assertEquals(Set.of(on(Role.ORG_OWNER)), full.roles());
    assertFalse(full.caller(HERE).isDownscoped());
    for (Set<RoleAssignment> brought :
        List.of(Set.of(on(Role.ORG_READ_ONLY)), Set.<RoleAssignment>of())) {
      Authenticated downscoped = downscoped(store, brought);
      assertEquals(brought, downscoped.roles());
      assertFalse(downscoped.holds(Role.ORG_OWNER));
      assertEquals(!brought.isEmpty(), downscoped.holds(Role.ORG_READ_ONLY));
      Decision reading = authorizer.decide(downscoped, AccessRequest.of(ORG, read, HERE));
      assertEquals(!brought.isEmpty(), reading instanceof Decision.Allowed);
      Decision denied = authorizer.decide(downscoped, AccessRequest.of(ORG, write, HERE));
      assertInstanceOf(Decision.Denied.class, denied);
      assertFalse(denied.toString().contains("ORG_OWNER"), denied.toString());
      assertInstanceOf(Decision.Allowed.class, authorizer.decideAddress(downscoped, HERE));
      assertNotEquals(full, downscoped);
    }
    ScriptedStore reader = Hashed.store(stored(key(1, on(Role.ORG_READ_ONLY))));
    assertEquals(
        Set.of(on(Role.ORG_READ_ONLY)),
        downscoped(reader, Set.of(on(Role.ORG_OWNER), on(Role.ORG_READ_ONLY))).roles(),
        "never more than the key has");
    RoleAssignment lesser = on(Role.PROJECT_READ_ONLY, PROJECT);
    RoleAssignment ofOrganizations = on(Role.ORG_READ_ONLY, PROJECT);
    RoleAssignment elsewhere = on(Role.PROJECT_READ_ONLY, OTHER_PROJECT);
    ScriptedStore projectOwner =
        Hashed.store(stored(key(1, on(Role.ORG_MEMBER), on(Role.PROJECT_OWNER, PROJECT))));
    assertEquals(
        Set.of(on(Role.ORG_MEMBER), lesser),
        downscoped(projectOwner, Set.of(on(Role.ORG_MEMBER), lesser, ofOrganizations, elsewhere))
            .roles(),
        "not a role of organizations on a project, which could be granted more there");
  }

  private Authenticated downscoped(ScriptedStore store, Set<RoleAssignment> roles) {
    Script script = new Script(secretId(1), true);
    script.roles = Optional.of(roles);
    return assertInstanceOf(Authenticated.class, present(store, script));
  }

  private static StoredApiKey withToken(String prefix) {
    SecretHint hint = new SecretHint(prefix + "_4k9z0c71m2x8qd5t_********");
    SecretInfo token = SecretInfo.of(secretId(1), hint, NOW, Optional.empty(), Optional.empty());
    return stored(ApiKey.of(member(1).identity(), member(1).settings(), List.of(token)));
  }

  private void assertUnusable(Rejected.Reason reason, StoredApiKey stored) {
    Script proof = new Script(secretId(1), true);
    assertRejected(reason, stored, proof);
    assertEquals(1, proof.asked.size());
  }

  private void assertRejected(Rejected.Reason reason, StoredApiKey stored, Script proof) {
    clockReads = 0;
    Credential credential = Credential.proof(member(1).publicKey(), proof);
    AccessResult result =
        builder(Hashed.store(stored))
            .build()
            .accessCheck(RoleGrants.none())
            .checkAddress(credential, HERE);
    assertEquals(new AccessResult.Unauthenticated(Rejected.of(reason)), result);
    assertEquals(1, clockReads, "its state was looked at all the same");
  }

  private AuthenticationResult present(StoredApiKey stored, Proof proof) {
    return present(Hashed.store(stored), proof);
  }

  private AuthenticationResult present(ScriptedStore store, Proof proof) {
    return builder(store)
        .build()
        .authenticator()
        .authenticate(Credential.proof(member(1).publicKey(), proof));
  }

  private Claviger.Builder builder(ScriptedStore store) {
    return Claviger.builder(store)
        .clock(
            () -> {
              clockReads++;
              return NOW;
            })
        .background(background);
  }

  private static StoredApiKey rotated() {
    SecretInfo old = member(1).secrets().get(0).endingAfterUse(Duration.ofHours(1));
    SecretInfo young =
        SecretInfo.of(secretId(2), old.hint(), NOW, Optional.empty(), Optional.empty());
    ApiKey both = ApiKey.of(member(1).identity(), member(1).settings(), List.of(old, young));
    return Hashed.key(Hashed.salted(), both, SECRET, SECRET);
  }

  private static StoredApiKey stored(ApiKey key) {
    return Hashed.key(Hashed.salted(), key, SECRET);
  }
}
