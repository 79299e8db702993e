package io.claviger.internal.management;

import static io.claviger.Samples.OTHER_PROJECT;
import static io.claviger.Samples.PROJECT;
import static io.claviger.Samples.PROJECT_READ_ONLY;
import static io.claviger.Samples.block;
import static io.claviger.Samples.key;
import static io.claviger.Samples.keyId;
import static io.claviger.Samples.listing;
import static io.claviger.Samples.member;
import static io.claviger.Samples.on;
import static io.claviger.Samples.owner;
import static io.claviger.Samples.secretId;
import static io.claviger.internal.management.Scene.HERE;
import static io.claviger.internal.management.Scene.calling;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.ApiKeyPatch;
import io.claviger.Caller;
import io.claviger.CidrBlock;
import io.claviger.ClavigerException;
import io.claviger.ErrorCode;
import io.claviger.KeyFilter;
import io.claviger.Labels;
import io.claviger.Limits;
import io.claviger.NewApiKey;
import io.claviger.OrganizationPatch;
import io.claviger.Overlap;
import io.claviger.ProjectId;
import io.claviger.Refusal;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may do what (Appendix B, rows 1, 2, 14, 27 and 28), as one table.
 *
 * <p>{@code ok}: it is done; {@code no}: USER_UNAUTHORIZED; {@code wl}:
 * API_KEY_WHITELIST_ACCESS_DENIED; {@code 404}: API_KEY_NOT_FOUND; {@code ext}:
 * CANNOT_EXTEND_ITSELF; {@code grant}: CANNOT_GRANT_ROLE; {@code -}: cannot be asked.
 */
class RightsTest {
  private static final String TABLE =
      """
      .                     | host | owner | ownerKey | user | stranger | projectOwner | projectKey | memberKey
      read organization     | ok   | ok    | ok       | ok   | ok       | ok           | ok         | ok
      rename organization   | ok   | ok    | ok       | no   | no       | no           | no         | no
      require whitelists    | ok   | ok    | ok       | no   | no       | no           | no         | no
      set limits            | ok   | no    | no       | no   | no       | no           | no         | no
      touch organization    | ok   | no    | no       | no   | no       | no           | no         | no
      delete organization   | ok   | ok    | ok       | no   | no       | no           | no         | no
      create member         | ok   | ok    | ok       | no   | no       | no           | no         | no
      create owner          | ok   | ok    | ok       | no   | no       | no           | no         | no
      create in p1          | ok   | ok    | ok       | no   | no       | ok           | ok         | no
      create owner of p1    | ok   | ok    | ok       | no   | no       | ok           | ok         | no
      create in p2          | ok   | ok    | ok       | no   | no       | no           | no         | no
      create in p1 and p2   | ok   | ok    | ok       | no   | no       | no           | no         | no
      create in p1 and org  | ok   | ok    | ok       | no   | no       | no           | no         | no
      list                  | ok   | ok    | ok       | no   | no       | no           | ok         | ok
      list p1               | ok   | ok    | ok       | no   | no       | ok           | ok         | ok
      list p2               | ok   | ok    | ok       | no   | no       | no           | ok         | ok
      reap                  | ok   | ok    | ok       | no   | no       | no           | no         | no
      rotate itself         | -    | -     | ok       | -    | -        | -            | ext        | ext
      rotate other          | ok   | ok    | ok       | no   | no       | no           | no         | no
      rotate missing        | 404  | 404   | 404      | no   | no       | no           | no         | no
      end secret of other   | ok   | ok    | ok       | no   | no       | no           | no         | no
      end secret of missing | 404  | 404   | 404      | no   | no       | no           | no         | no
      p1 roles of itself    | -    | -     | ok       | -    | -        | -            | ok         | grant
      p1 roles of other     | ok   | ok    | ok       | no   | no       | ok           | ok         | no
      p1 roles of missing   | 404  | 404   | 404      | no   | no       | 404          | 404        | no
      p2 roles of itself    | -    | -     | ok       | -    | -        | -            | grant      | grant
      p2 roles of other     | ok   | ok    | ok       | no   | no       | no           | no         | no
      p2 roles of missing   | 404  | 404   | 404      | no   | no       | no           | no         | no
      read itself           | -    | -     | ok       | -    | -        | -            | ok         | ok
      read other            | ok   | ok    | ok       | no   | no       | no           | no         | no
      read missing          | 404  | 404   | 404      | no   | no       | no           | no         | no
      describe itself       | -    | -     | ok       | -    | -        | -            | ok         | ok
      describe other        | ok   | ok    | ok       | no   | no       | no           | no         | no
      describe missing      | 404  | 404   | 404      | no   | no       | no           | no         | no
      label itself          | -    | -     | ok       | -    | -        | -            | no         | no
      label other           | ok   | ok    | ok       | no   | no       | no           | no         | no
      disable itself        | -    | -     | ok       | -    | -        | -            | ok         | ok
      disable other         | ok   | ok    | ok       | no   | no       | no           | no         | no
      disable missing       | 404  | 404   | 404      | no   | no       | no           | no         | no
      delete itself         | -    | -     | ok       | -    | -        | -            | ok         | ok
      delete other          | ok   | ok    | ok       | no   | no       | no           | no         | no
      delete missing        | 404  | 404   | 404      | no   | no       | no           | no         | no
      whitelist of itself   | -    | -     | ok       | -    | -        | -            | ok         | ok
      whitelist of other    | ok   | ok    | ok       | wl   | wl       | wl           | wl         | wl
      whitelist of missing  | 404  | 404   | 404      | wl   | wl       | wl           | wl         | wl
      entry of itself       | -    | -     | ok       | -    | -        | -            | ok         | ok
      entry of other        | ok   | ok    | ok       | wl   | wl       | wl           | wl         | wl
      entry of missing      | 404  | 404   | 404      | wl   | wl       | wl           | wl         | wl
      add entry to itself   | -    | -     | ok       | -    | -        | -            | ok         | ok
      add entry to other    | ok   | ok    | ok       | wl   | wl       | wl           | wl         | wl
      add entry to missing  | 404  | 404   | 404      | wl   | wl       | wl           | wl         | wl
      drop entry of itself  | -    | -     | ok       | -    | -        | -            | ok         | ok
      drop entry of other   | ok   | ok    | ok       | wl   | wl       | wl           | wl         | wl
      drop entry of missing | 404  | 404   | 404      | wl   | wl       | wl           | wl         | wl
      """;

  private static final CidrBlock LISTED = block("10.0.0.0/8");
  private static final ApiKeyId OTHER = keyId(5);
  private static final ApiKeyId MISSING = keyId(99);

  private static final ApiKey OWNER_KEY = listed(owner(1));
  private static final ApiKey PROJECT_KEY =
      listed(key(2, on(Role.ORG_MEMBER), on(Role.GROUP_OWNER, PROJECT)));
  private static final ApiKey MEMBER_KEY = listed(key(3, on(Role.ORG_MEMBER)));

  private static final Scene SCENE =
      Scene.with(OWNER_KEY, PROJECT_KEY, MEMBER_KEY, owner(4), listed(member(5)))
          .withProjects(PROJECT, OTHER_PROJECT);

  private static final Map<String, Caller> CALLERS =
      Map.of(
          "host", Scene.HOST,
          "owner", Scene.OWNER,
          "ownerKey", calling(OWNER_KEY),
          "user", Scene.USER,
          "stranger", Scene.STRANGER,
          "projectOwner", Scene.PROJECT_OWNER,
          "projectKey", calling(PROJECT_KEY),
          "memberKey", calling(MEMBER_KEY));

  private final Rules rules = Scene.rules();

  @TestFactory
  Stream<DynamicTest> everyCallerAndEveryOperation() {
    List<String[]> rows = TABLE.lines().map(line -> line.split(" *\\| *")).toList();
    String[] callers = rows.get(0);
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                Stream.iterate(1, i -> i < row.length, i -> i + 1)
                    .filter(i -> !row[i].equals("-"))
                    .map(
                        i ->
                            DynamicTest.dynamicTest(
                                row[0] + ", " + callers[i],
                                () -> check(row[0], CALLERS.get(callers[i]), row[i].strip()))));
  }

  @Test
  void theRefusalForAnotherKeyDoesNotTellWhetherItExists() {
    for (Caller caller : List.of(Scene.USER, calling(PROJECT_KEY), calling(MEMBER_KEY))) {
      for (String operation : List.of("read", "describe", "disable", "delete")) {
        assertEquals(
            refusal(operation + " other", caller), refusal(operation + " missing", caller));
      }
      for (String operation :
          List.of("whitelist of", "entry of", "add entry to", "drop entry of")) {
        assertEquals(
            refusal(operation + " other", caller), refusal(operation + " missing", caller));
      }
    }
  }

  private String refusal(String operation, Caller caller) {
    try {
      perform(operation, SCENE.seenBy(caller));
      return "done";
    } catch (ClavigerException e) {
      return e.getClass() + " " + e.code() + " " + e.parameters() + " " + e.getMessage();
    }
  }

  private void check(String operation, Caller caller, String expected) {
    Situation situation = SCENE.seenBy(caller);
    switch (expected) {
      case "ok" -> perform(operation, situation);
      case "ext" ->
          Refusal.expect(
              ErrorCode.CANNOT_EXTEND_ITSELF, List.of(), () -> perform(operation, situation));
      case "grant" ->
          Refusal.expect(ErrorCode.CANNOT_GRANT_ROLE, () -> perform(operation, situation));
      case "no" ->
          Refusal.expect(
              ErrorCode.USER_UNAUTHORIZED, List.of(), () -> perform(operation, situation));
      case "wl" ->
          Refusal.expect(
              ErrorCode.API_KEY_WHITELIST_ACCESS_DENIED,
              List.of(),
              () -> perform(operation, situation));
      case "404" ->
          Refusal.expect(
              ErrorCode.API_KEY_NOT_FOUND,
              List.of(MISSING.value()),
              () -> perform(operation, situation));
      default -> throw new AssertionError(expected);
    }
  }

  private Object perform(String operation, Situation situation) {
    return switch (operation) {
      case "read organization" -> rules.organizations().get(situation);
      case "rename organization" ->
          rules.organizations().update(situation, OrganizationPatch.nothing().rename("New"));
      case "require whitelists" ->
          rules
              .organizations()
              .update(situation, OrganizationPatch.nothing().requireWhitelist(true));
      case "set limits" ->
          rules
              .organizations()
              .update(situation, OrganizationPatch.nothing().limit(new Limits(1, 1)));
      case "touch organization" -> rules.organizations().touch(situation);
      case "delete organization" -> rules.organizations().delete(situation);
      case "create member" -> create(situation, on(Role.ORG_MEMBER));
      case "create owner" -> create(situation, on(Role.ORG_OWNER));
      case "create in p1" -> create(situation, on(PROJECT_READ_ONLY, PROJECT));
      case "create owner of p1" -> create(situation, on(Role.GROUP_OWNER, PROJECT));
      case "create in p2" -> create(situation, on(PROJECT_READ_ONLY, OTHER_PROJECT));
      case "create in p1 and p2" ->
          create(situation, on(PROJECT_READ_ONLY, PROJECT), on(PROJECT_READ_ONLY, OTHER_PROJECT));
      case "create in p1 and org" ->
          create(situation, on(PROJECT_READ_ONLY, PROJECT), on(Role.ORG_OWNER));
      case "list" -> rules.keys().visible(situation, KeyFilter.all());
      case "list p1" -> rules.keys().visible(situation, KeyFilter.all().inProject(PROJECT));
      case "list p2" -> rules.keys().visible(situation, KeyFilter.all().inProject(OTHER_PROJECT));
      case "reap" -> rules.reaping().reap(situation, situation.now());
      default -> perform(operation, situation, target(operation, situation.caller()));
    };
  }

  private Object perform(String operation, Situation situation, ApiKeyId target) {
    BiFunction<Situation, ApiKeyPatch, Object> patch =
        (now, change) -> rules.keys().update(now, target, change);
    return switch (operation.substring(0, operation.lastIndexOf(' '))) {
      case "read" -> rules.keys().get(situation, target);
      case "describe" -> patch.apply(situation, ApiKeyPatch.nothing().describe("new"));
      case "label" ->
          patch.apply(situation, ApiKeyPatch.nothing().label(Labels.of(Map.of("a", "b"))));
      case "disable" -> patch.apply(situation, ApiKeyPatch.nothing().disable());
      case "delete" -> rules.keys().delete(situation, target);
      case "rotate" -> rules.secrets().rotate(situation, target, Overlap.none());
      case "end secret of" -> rules.secrets().delete(situation, target, secretId(5));
      case "p1 roles of" -> inProject(situation, target, PROJECT);
      case "p2 roles of" -> inProject(situation, target, OTHER_PROJECT);
      case "whitelist of" -> rules.whitelists().get(situation, target);
      case "entry of" -> rules.whitelists().entry(situation, target, LISTED);
      case "add entry to" ->
          rules.whitelists().change(situation, target, List.of(), List.of(block("11.0.0.0/8")));
      case "drop entry of" ->
          rules.whitelists().change(situation, target, List.of(LISTED), List.of());
      default -> throw new AssertionError(operation);
    };
  }

  private Object inProject(Situation situation, ApiKeyId target, ProjectId project) {
    return rules.projects().replaceRoles(situation, target, project, List.of(PROJECT_READ_ONLY));
  }

  private Object create(Situation situation, RoleAssignment... roles) {
    NewApiKey request =
        new NewApiKey(
            "new",
            Labels.none(),
            new TreeSet<>(Arrays.asList(roles)),
            new TreeSet<>(List.of(LISTED)),
            Optional.empty());
    return rules.keyCreation().create(situation, request);
  }

  private static ApiKeyId target(String operation, Caller caller) {
    if (operation.endsWith("missing")) {
      return MISSING;
    }
    return operation.endsWith("itself") ? ((Caller.Key) caller).apiKey() : OTHER;
  }

  private static ApiKey listed(ApiKey key) {
    return listing(key, HERE, "10.0.0.0/8");
  }
}
