package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What can be so before a request; made by the host itself, past the server. */
final class Givens {
  private Givens() {}

  /** A key without whitelist; roles on the organization, or on its project. */
  static Given key(String name, String... roles) {
    return Given.of(
        "a key " + name + " with " + String.join(", ", roles),
        world -> create(world, name, described(world, "key " + name, roles)));
  }

  /** A key with one role on the organization that may be used from these blocks only. */
  static Given listedKey(String name, String role, String... blocks) {
    return Given.of(
        "a key " + name + " with " + role + ", listed " + String.join(", ", blocks),
        world ->
            create(
                world,
                name,
                described(world, "key " + name, role).withWhitelist(blocks(world, blocks))));
  }

  /** A key that may be used until then. */
  static Given keyUntil(String name, String role, Duration life) {
    return Given.of(
        "a key " + name + " with " + role + " that expires after " + life,
        world ->
            create(
                world,
                name,
                described(world, "key " + name, role).withExpiry(SteppedClock.START.plus(life))));
  }

  /** A service account whose secret lasts a year; roles on the organization, or on its project. */
  static Given account(String name, String... roles) {
    return accountFor(name, Duration.ofDays(365), roles);
  }

  /** The same, whose secret lasts so long. */
  static Given accountFor(String name, Duration life, String... roles) {
    return Given.of(
        "an account "
            + name
            + " with "
            + String.join(", ", roles)
            + (life.toDays() == 365 ? "" : ", whose secret lasts " + life),
        world ->
            world.addAccount(
                name,
                world
                    .application()
                    .create(
                        world.organization(),
                        described(world, "account " + name, roles)
                            .withName(name)
                            .withKind(ServiceAccounts.KIND)
                            .withSecretExpiry(SteppedClock.START.plus(life)))));
  }

  /** Known as {@code {NAME.token}}. */
  static Given token(String account) {
    return Given.of("a token of " + account, world -> world.token(account));
  }

  static Given keys(int count) {
    return Given.of(
        count + " more keys",
        world ->
            IntStream.range(0, count)
                .forEach(i -> create(world, "k" + i, described(world, "key " + i, "ORG_MEMBER"))));
  }

  static Given listed(String name, String... blocks) {
    return Given.of(
        name + " listed " + String.join(", ", blocks),
        world ->
            world
                .application()
                .addToWhitelist(
                    world.organization(), id(world, name), List.of(blocks(world, blocks))));
  }

  /** The limit of entries, all taken. */
  static Given entries(String name, int count) {
    return Given.of(
        name + " with " + count + " entries",
        world ->
            world
                .application()
                .addToWhitelist(
                    world.organization(),
                    id(world, name),
                    IntStream.range(0, count)
                        .mapToObj(i -> CidrBlock.parse("198.18." + i / 250 + "." + i % 250))
                        .toList()));
  }

  static Given disabled(String name) {
    return Given.of(
        name + " is disabled",
        world ->
            world
                .application()
                .update(world.organization(), id(world, name), ApiKeyPatch.nothing().disable()));
  }

  static Given deleted(String name) {
    return Given.of(
        name + " was deleted",
        world -> world.application().revoke(world.organization(), id(world, name)));
  }

  static Given requiresWhitelist() {
    return Given.of(
        "the organization requires whitelists",
        world ->
            world
                .application()
                .updateOrganization(
                    world.organization(), OrganizationPatch.nothing().requireWhitelist(true)));
  }

  static Given limits(int apiKeys, int entries) {
    return Given.of(
        "limits of " + apiKeys + " keys, " + entries + " entries",
        world ->
            world
                .application()
                .updateOrganization(
                    world.organization(),
                    OrganizationPatch.nothing()
                        .limit(
                            Limits.standard().withApiKeys(apiKeys).withWhitelistEntries(entries))));
  }

  /** Named other, with its owner stranger and its otherProject. */
  static Given otherOrganization() {
    return Given.of(
        "another organization `other` with its owner stranger and its `otherProject`",
        world -> world.addOrganization("other", "stranger", "otherProject"));
  }

  static Given secondProject() {
    return Given.of("a second project", World::addProject);
  }

  /** Requests that were sent before, each of them with success. */
  static Given sent(int times, Call call) {
    return Given.of(
        call.says() + (times == 1 ? " was sent" : " was sent " + times + " times"),
        world -> {
          for (int i = 0; i < times; i++) {
            assertTrue(world.send(call).status() < 300, call.says());
          }
        });
  }

  /** As often as if it had been sent with each of these counts; without a connection for each. */
  static Given signedCounting(int times, Call call) {
    return Given.of(
        call.says() + " was sent with each `nc` up to " + times,
        world -> {
          for (int i = 1; i <= times; i++) {
            Call counted = call.signed(call.signing().count(i));
            assertTrue(world.isKnown(counted), counted.says());
          }
        });
  }

  /** A request that was sent before, and refused. */
  static Given refusedBefore(Call call) {
    return Given.of(
        call.says() + " was refused",
        world -> assertTrue(world.send(call).status() >= 400, call.says()));
  }

  /** Made now. */
  static Given nonce(String name) {
    return Given.of("a nonce `{" + name + "}`", world -> world.newNonce(name));
  }

  static Given takesBasic() {
    return Given.of("the server runs with `--basic`", World::takeBasic);
  }

  static Given asksFirst() {
    return Given.of(
        "the client sends every request without credentials first, on the same connection",
        World::askFirst);
  }

  static Given later(Duration step) {
    return Given.of(step + " later", world -> world.server().clock().advance(step));
  }

  private static ApiKeyId id(World world, String name) {
    String value = world.value(name);
    return ServiceAccounts.key(value).orElseGet(() -> new ApiKeyId(value));
  }

  private static NewApiKey described(World world, String description, String... roles) {
    Map<Boolean, List<Role>> held =
        Arrays.stream(roles)
            .map(name -> AtlasRoles.named(name).orElseThrow())
            .collect(Collectors.partitioningBy(AtlasRoles.all().ofProjects()::contains));
    List<Role> onOrganization =
        held.get(false).isEmpty() ? List.of(Role.ORG_MEMBER) : held.get(false);
    NewApiKey key = NewApiKey.of(description, onOrganization.toArray(Role[]::new));
    for (Role role : held.get(true)) {
      key = key.withProjectRole(world.project(), role);
    }
    return key;
  }

  private static void create(World world, String name, NewApiKey request) {
    world.addKey(name, world.application().create(world.organization(), request));
  }

  private static CidrBlock[] blocks(World world, String... texts) {
    return Arrays.stream(texts)
        .map(text -> CidrBlock.parse(world.fill(text)))
        .toArray(CidrBlock[]::new);
  }
}
