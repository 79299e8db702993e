package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.model.SecretHint;
import io.claviger.model.StoreException;
import io.claviger.model.TokenFormat;
import io.claviger.store.tck.FaultyApiKeyStore;
import io.claviger.store.tck.StoreUnderTest;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Pairs and tokens side by side in one store. */
public abstract class CredentialFormatsGroup extends ManagementGroup {
  private static final TokenFormat ACME = TokenFormat.of("acme");
  private static final NewApiKey MEMBER = NewApiKey.of("one more", Role.ORG_MEMBER);

  /** On that store. */
  protected CredentialFormatsGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void keysOfBothFormatsAuthenticateWhateverTheInstanceIssues() {
    World pairs = world();
    World tokens = new World(pairs.stored(), options -> options.tokens(ACME));
    OrganizationId id = pairs.newOrganization().organization().id();
    IssuedApiKey pair = pairs.asHost().create(id, MEMBER);
    IssuedApiKey token = tokens.asHost().create(id, MEMBER);

    String clear = token.privateKey().reveal();
    assertTrue(ACME.pattern().matcher(clear).matches());
    String publicKey = pair.apiKey().publicKey().value();
    Credential both = Credential.pair(publicKey, pair.privateKey().reveal());
    for (World world : List.of(pairs, tokens)) {
      assertIs(pair, world, both);
      assertIs(token, world, Credential.token(clear));
      assertRejected(Rejected.Reason.WRONG_SECRET, world, Credential.pair(publicKey, clear));
    }
  }

  @Test
  void whatIsStoredOfATokenIsItsVerifierAndWhatIsNotSecret() {
    World tokens = world(options -> options.tokens(ACME));
    IssuedApiKey first = tokens.newOrganization().firstKey();
    SecretHint hint = new SecretHint("acme_" + first.apiKey().publicKey() + "_********");
    OrganizationId id = first.apiKey().organization();
    assertEquals(hint, first.privateKey().hint());
    assertEquals(hint, tokens.asHost().get(id, first.apiKey().id()).secrets().get(0).hint());
    assertEquals(
        List.of(tokens.asHost().get(id, first.apiKey().id())),
        tokens.asHost().list(id, PageQuery.first(10)).items());
  }

  @Test
  void aTokenThatIsNoneAsksNoStore() {
    World tokens = world(options -> options.tokens(ACME));
    String clear = tokens.newOrganization().firstKey().privateKey().reveal();
    FaultyApiKeyStore down = new FaultyApiKeyStore(tokens.stored().store());
    down.fail(FaultyApiKeyStore.Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);
    World world = new World(new StoreUnderTest(down, tokens.stored().auditLog()));
    for (int at = 0; at < clear.length(); at++) {
      char other = clear.charAt(at) == 'x' ? 'y' : 'x';
      String wrong = clear.substring(0, at) + other + clear.substring(at + 1);
      assertRejected(Rejected.Reason.MALFORMED, world, Credential.token(wrong));
    }
    Credential right = Credential.token(clear);
    assertThrows(StoreException.class, () -> present(world, right), "the first that asks");
    assertInstanceOf(Authenticated.class, present(world, right));
  }

  private static void assertIs(IssuedApiKey issued, World world, Credential credential) {
    Authenticated key = assertInstanceOf(Authenticated.class, present(world, credential));
    assertEquals(issued.apiKey().id(), key.id());
    assertEquals(issued.apiKey().publicKey(), key.publicKey());
    assertEquals(issued.secretId(), key.secretId());
  }

  private static void assertRejected(Rejected.Reason reason, World world, Credential credential) {
    assertEquals(new Rejected(reason), present(world, credential));
  }

  private static AuthenticationResult present(World world, Credential credential) {
    return world.claviger().authenticator().authenticate(credential);
  }
}
