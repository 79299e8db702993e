package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.TokenFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key is a pair or a token, as its creator asked, and stays that. */
class CredentialFormTest {
  private static final String PAIR = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final OrganizationId ORG = new OrganizationId("acme");
  private static final NewApiKey KEY = NewApiKey.of("key", Role.ORG_MEMBER);

  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger = Claviger.of(store);
  private final ApiKeys pairs = application(claviger);
  private final ApiKeys tokens =
      application(
          Claviger.builder(store)
              .tokens(TokenFormat.of("mine"), TokenFormat.of("theirs_test"))
              .build());

  CredentialFormTest() {
    pairs.createOrganization(NewOrganization.named("Acme").withId(ORG));
  }

  @Test
  void aKeyHasTheFormThatItsCreatorAskedFor() {
    for (ApiKeys byDefault : List.of(pairs, tokens)) {
      assertForm(PAIR, byDefault.create(ORG, KEY.withPair()));
      assertForm(
          "theirs_test_.*", byDefault.create(ORG, KEY.withToken(TokenFormat.of("theirs_test"))));
    }
    assertForm(PAIR, pairs.create(ORG, KEY));
    assertForm("mine_.*", tokens.create(ORG, KEY));
    NewOrganization umbrella =
        NewOrganization.named("Umbrella")
            .withFirstKey(KEY.withToken(TokenFormat.of("theirs_test")));
    assertForm("theirs_test_.*", pairs.createOrganization(umbrella).firstKey());
  }

  @Test
  void aRotationKeepsTheFormWhateverTheDefaultIs() {
    ApiKey pair = pairs.create(ORG, KEY).apiKey();
    ApiKey token = pairs.create(ORG, KEY.withToken(TokenFormat.of("theirs_test"))).apiKey();
    for (ApiKeys byDefault : List.of(tokens, pairs)) {
      assertForm(PAIR, rotate(byDefault, pair));
      assertForm("theirs_test_.*", rotate(byDefault, token));
    }
  }

  @Test
  void aKeyWithoutSecretsIsKnownByItsPublicKey() {
    ApiKey pair = withoutSecret(pairs.create(ORG, KEY));
    ApiKey token = withoutSecret(tokens.create(ORG, KEY));
    assertForm(PAIR, rotate(tokens, pair));
    assertForm("mine_.*", rotate(tokens, token));
  }

  @Test
  void aPrefixThatIsNotDeclaredIsNotIssued() {
    NewApiKey live = KEY.withToken(TokenFormat.of("theirs_live"));
    ApiKey token = pairs.create(ORG, live).apiKey();
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> tokens.create(ORG, live));
    assertEquals(List.of("token prefix", "theirs_live"), refusal.parameters());
    assertForm("mine_.*", rotate(tokens, token));
  }

  private ApiKey withoutSecret(IssuedApiKey issued) {
    return pairs.deleteSecret(ORG, issued.apiKey().id(), issued.secretId());
  }

  private static IssuedApiKey rotate(ApiKeys keys, ApiKey key) {
    return keys.rotate(ORG, key.id(), GracePeriod.none());
  }

  private static ApiKeys application(Claviger claviger) {
    return claviger.actingAs(Caller.application("setup"));
  }

  private void assertForm(String form, IssuedApiKey issued) {
    assertTrue(issued.privateKey().reveal().matches(form), issued.toString());
    Credential pair = Credential.pair(issued.apiKey().publicKey(), issued.privateKey());
    Authenticated key =
        assertInstanceOf(Authenticated.class, claviger.authenticator().authenticate(pair));
    assertEquals(issued.secretId(), key.secretId());
  }
}
