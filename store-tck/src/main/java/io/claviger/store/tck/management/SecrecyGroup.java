package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Credential;
import io.claviger.model.ClavigerException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.PageQuery;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.store.tck.StoreUnderTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that is printed tells a secret: no value, no event, no exception of a whole run. */
public abstract class SecrecyGroup extends ManagementGroup {
  /** On that store. */
  protected SecrecyGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @Test
  void nothingThatIsPrintedTellsASecret() {
    RecordingRandom random = new RecordingRandom();
    World world = world(options -> options.random(random));
    List<String> printed = new ArrayList<>();
    Set<String> secrets = new HashSet<>();

    for (Deed deed : Deeds.all()) {
      Cast cast = world.newCast();
      secrets.addAll(verifiers(cast));
      cast.callers()
          .forEach(
              (who, caller) -> {
                printed.add(caller.toString());
                print(printed, () -> done(deed, world.as(caller), cast));
              });
      secrets.addAll(verifiers(cast));
      printed.add(cast.toString());
      printed.add(cast.picture().toString());
    }
    printed.addAll(credentials(world));

    List<String> possible = random.possibleSecrets();
    IssuedApiKey known = world.newOrganization().firstKey();
    assertTrue(random.possibleSecrets().contains(known.privateKey().reveal()), "it looks right");
    possible.forEach(secret -> secrets.add(secret.substring(0, secret.lastIndexOf('-'))));
    assertTrue(printed.size() > 800 && secrets.size() > 500, "there was something to find");
    assertNoneContains(printed, secrets);
  }

  /** All that differs between two private keys with the same hint is hidden by one text. */
  @Test
  void anIssuedKeyPrintsItsHintOnly() {
    World world = world();
    IssuedApiKey issued = world.newOrganization().firstKey();
    String clear = issued.privateKey().reveal();
    String redacted = "********-****-****-" + clear.substring(24);
    assertEquals(redacted, issued.privateKey().toString());
    assertEquals(redacted, issued.apiKey().secrets().get(0).hint().redacted());
    assertFalse(issued.toString().contains(clear.substring(0, 23)));
  }

  private static Object done(Deed deed, ApiKeys api, Cast cast) {
    deed.act().run(api, cast);
    return List.of(
        api.getOrganization(cast.id()),
        api.list(cast.id(), PageQuery.first(100)),
        api.create(cast.id(), NewApiKey.of("one more", Role.ORG_MEMBER)));
  }

  /** Right, wrong and broken ones, and what is answered to them. */
  private static List<String> credentials(World world) {
    Claviger claviger = world.claviger();
    IssuedApiKey issued = world.newOrganization().firstKey();
    String publicKey = issued.apiKey().publicKey().value();
    String secret = issued.privateKey().reveal();
    List<String> printed = new ArrayList<>(List.of(issued.toString()));
    Stream.of(
            Credential.pair(publicKey, secret),
            Credential.pair(publicKey, secret.substring(0, 30)),
            Credential.pair("nobodyhere", secret),
            Credential.pair(secret, publicKey),
            Credential.pair(publicKey, secret + "\n"))
        .forEach(
            credential -> {
              printed.add(credential.toString());
              printed.add(claviger.authenticator().authenticate(credential).toString());
            });
    print(printed, () -> new PublicKey(secret));
    print(printed, () -> PrivateKey.of(secret + " "));
    return printed;
  }

  private static void print(List<String> printed, Supplier<Object> call) {
    try {
      printed.add(call.get().toString());
    } catch (ClavigerException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      printed.add(trace + " " + e.parameters());
    }
  }

  /** What is stored to check secrets against, without the name of its scheme. */
  private static List<String> verifiers(Cast cast) {
    return cast.picture().facts().stream()
        .flatMap(facts -> facts.keys().values().stream())
        .flatMap(key -> key.secrets().stream())
        .flatMap(secret -> secret.verifiers().stream())
        .map(verifier -> verifier.encoded().substring(verifier.encoded().lastIndexOf('$') + 1))
        .toList();
  }

  /** Looks every piece of a text up, since there are too many secrets to look for each. */
  private static void assertNoneContains(List<String> printed, Set<String> secrets) {
    List<Integer> lengths = secrets.stream().map(String::length).distinct().toList();
    for (String text : printed) {
      for (int length : lengths) {
        for (int start = 0; start + length <= text.length(); start++) {
          if (secrets.contains(text.substring(start, start + length))) {
            fail("a text of " + text.length() + " characters tells a secret at " + start);
          }
        }
      }
    }
  }
}
