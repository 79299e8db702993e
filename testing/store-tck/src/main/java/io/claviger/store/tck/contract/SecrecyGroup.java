package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.claviger.ApiKeys;
import io.claviger.access.Credential;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.ClavigerException;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OrganizationChange;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No text shows a secret or a verifier: no value, no event and no exception. */
abstract class SecrecyGroup extends ContractGroup {
  private final RecordingRandom random = new RecordingRandom();
  private final List<String> texts = new ArrayList<>();
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = new Fixture(opened(), options -> options.random(random));
  }

  @Test
  void noTextShowsASecret() {
    CreatedOrganization created = fixture.newOrganization();
    OrganizationId id = created.organization().id();
    IssuedApiKey first = created.firstKey();
    ApiKeys application = fixture.asApplication();
    IssuedApiKey issued = application.create(id, NewApiKey.of("member", Role.ORG_MEMBER));
    IssuedApiKey rotated = application.rotate(id, issued.apiKey().id(), GracePeriod.untilDeleted());
    Set<String> hidden = new HashSet<>(verifiers(id, first, issued));

    texts.addAll(List.of(created.toString(), first.toString(), issued.toString()));
    texts.add(rotated.toString());
    for (IssuedApiKey caller : List.of(first, issued)) {
      record(() -> callEach(fixture.as(caller), id, issued.apiKey().id()));
    }
    List.of(first, issued, rotated).forEach(this::presentInManyForms);
    texts.add(fixture.snapshot(id).toString());
    texts.add(opened().store().read(id, Set.of(issued.apiKey().id())).toString());
    texts.add(opened().store().findByPublicKey(issued.apiKey().publicKey()).toString());
    refuseInTheStore(id, issued);

    List<String> secrets = random.possibleSecrets();
    assertTrue(secrets.contains(first.privateKey().reveal()), "the recorded secrets are real");
    secrets.forEach(secret -> hidden.add(secret.substring(0, secret.lastIndexOf('-'))));
    for (String text : texts) {
      if (hidden.stream().anyMatch(text::contains)) {
        fail("a text of " + text.length() + " characters shows a secret");
      }
    }
  }

  /** Makes calls that a member may not make too, since a refusal is also a text. */
  private Object callEach(ApiKeys api, OrganizationId id, ApiKeyId key) {
    record(() -> api.list(id, PageQuery.first(100)));
    record(() -> api.get(id, key));
    record(() -> api.rotate(id, key, GracePeriod.untilDeleted()));
    record(() -> api.addToWhitelist(id, key, List.of(CidrBlock.parse("0.0.0.0/0"))));
    return api.create(id, NewApiKey.of("another", Role.ORG_OWNER));
  }

  private void presentInManyForms(IssuedApiKey issued) {
    String publicKey = issued.apiKey().publicKey().value();
    String secret = issued.privateKey().reveal();
    Stream.of(
            Credential.pair(publicKey, secret),
            Credential.pair(publicKey, secret.substring(0, 30)),
            Credential.pair("nobodyhere", secret),
            Credential.pair(secret, publicKey),
            Credential.pair(publicKey, secret + "\n"))
        .forEach(
            credential -> {
              texts.add(credential.toString());
              texts.add(fixture.authenticate(credential).toString());
            });
    record(() -> new PublicKey(secret));
    record(() -> PrivateKey.of(secret + " "));
  }

  /** A store that refuses a key, or cannot find it, has its verifiers at hand. */
  private void refuseInTheStore(OrganizationId id, IssuedApiKey issued) {
    ApiKeyId key = issued.apiKey().id();
    var stored = opened().store().read(id, Set.of(key)).orElseThrow();
    OrganizationChange taken =
        samples.update(
            stored.organization(), KeyChanges.create(stored.keys().values().iterator().next()));
    record(() -> opened().store().commit(taken));
    OrganizationChange missing =
        samples.update(
            stored.organization(),
            rotation(
                samples.apiKeyId(), stored.keys().values().iterator().next().secrets().get(0)));
    record(() -> opened().store().commit(missing));
    texts.add(taken.toString());
  }

  private void record(Supplier<Object> call) {
    try {
      texts.add(call.get().toString());
    } catch (ClavigerException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      texts.add(trace + " " + e.parameters());
    }
  }

  /** Returns the stored verifiers of these keys, without the name of their scheme. */
  private List<String> verifiers(OrganizationId id, IssuedApiKey... keys) {
    Set<ApiKeyId> ids = new HashSet<>();
    for (IssuedApiKey key : keys) {
      ids.add(key.apiKey().id());
    }
    return opened().store().read(id, ids).orElseThrow().keys().values().stream()
        .flatMap(key -> key.secrets().stream())
        .flatMap(secret -> secret.verifiers().stream())
        .map(verifier -> verifier.encoded().substring(verifier.encoded().lastIndexOf('$') + 1))
        .toList();
  }
}
