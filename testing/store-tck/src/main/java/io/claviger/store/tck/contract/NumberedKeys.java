package io.claviger.store.tck.contract;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.Organization;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretInfo;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.tck.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys whose parts each contain the number of the revision that wrote them. */
final class NumberedKeys {
  /** Counts the description, the role, the entry, the hint of the secret and its verifier. */
  static final int PARTS = 5;

  /** Counts the parts that a lookup contains. */
  static final int PARTS_LOOKED_UP = 4;

  private static final CidrBlock BLOCK = CidrBlock.parse("203.0.113.7");

  private final Samples samples;

  NumberedKeys(Samples samples) {
    this.samples = samples;
  }

  /** Returns the key as it is written at that number. */
  StoredApiKey at(long number, StoredApiKey key) {
    ProjectId project = new ProjectId("p" + number);
    ApiKeySettings settings =
        samples
            .settings()
            .withDescription(Long.toString(number))
            .withRoles(List.of(RoleAssignment.onProject(Role.PROJECT_OWNER, project)))
            .withWhitelist(
                Whitelist.of(List.of(new WhitelistEntry(BLOCK, samples.instant(), number))));
    return key.with(settings).with(List.of(secret(number)));
  }

  /** Returns the next change of the organization, which writes all parts of these keys. */
  OrganizationChange change(Organization before, StoredApiKey... keys) {
    long number = before.revision().number() + 1;
    List<StoredApiKey> written = List.of(keys).stream().map(key -> at(number, key)).toList();
    Map<ApiKeyId, List<StoredSecret>> secrets = new HashMap<>();
    written.forEach(key -> secrets.put(key.key().id(), key.secrets()));
    List<ApiKey> updated = written.stream().map(StoredApiKey::key).toList();
    return samples.update(before, new KeyChanges(List.of(), updated, secrets, Set.of()));
  }

  /** Returns the numbers at which its {@link #PARTS} were written. */
  static List<Long> numbers(StoredApiKey stored) {
    ApiKeySettings settings = stored.key().settings();
    List<Long> numbers = numbers(settings.description(), settings.roles(), settings.whitelist());
    for (StoredSecret secret : stored.secrets()) {
      numbers.add(Long.valueOf(secret.info().hint().redacted()));
      numbers.addAll(numbers(secret.verifiers()));
    }
    return numbers;
  }

  /** Returns the numbers in a lookup, which has all parts except the hint. */
  static List<Long> numbers(KeyLookup found) {
    List<Long> numbers = numbers(found.description(), found.roles(), found.whitelist());
    found.secrets().forEach(secret -> numbers.addAll(numbers(secret.verifiers())));
    return numbers;
  }

  private static List<Long> numbers(
      String description, Set<RoleAssignment> roles, Whitelist whitelist) {
    List<Long> numbers = new ArrayList<>(List.of(Long.valueOf(description)));
    roles.forEach(role -> numbers.add(number(role)));
    whitelist.entries().forEach(entry -> numbers.add(entry.addedIn()));
    return numbers;
  }

  private static List<Long> numbers(List<Verifier> verifiers) {
    return verifiers.stream().map(verifier -> Long.valueOf(verifier.encoded())).toList();
  }

  private StoredSecret secret(long number) {
    String text = Long.toString(number);
    SecretInfo info =
        SecretInfo.of(
            samples.secretId(),
            new SecretHint(text),
            samples.instant(),
            Optional.empty(),
            Optional.empty());
    return new StoredSecret(info, List.of(new Verifier(text)));
  }

  private static long number(RoleAssignment role) {
    return role.scope() instanceof Scope.Project on
        ? Long.parseLong(on.id().value().substring(1))
        : -1;
  }
}
