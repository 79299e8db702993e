package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.GracePeriod;
import io.claviger.model.KeyFilter;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.ProjectId;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may do what, as one table, which {@code docs/permissions.md} shows.
 *
 * <p>{@code ok}: it is done. {@code -}: cannot be asked. Else the refusal: {@code no} is {@code
 * NOT_ALLOWED}, {@code wl} is {@code WHITELIST_ACCESS_DENIED}, {@code 404} is {@code
 * API_KEY_NOT_FOUND}, {@code ext} is {@code CANNOT_EXTEND_ITSELF}, {@code grant} is {@code
 * CANNOT_GRANT_ROLE}.
 */
class RightsTest {
  private static final Path PAGE = Path.of("..", "docs", "permissions.md");
  private static final String TABLE =
      """
      .                        | application | owner | ownerKey | user | projectOwner | projectKey | memberKey
      read organization        | ok          | ok    | ok       | ok   | ok           | ok         | ok
      rename organization      | ok          | ok    | ok       | no   | no           | no         | no
      require whitelists       | ok          | ok    | ok       | no   | no           | no         | no
      set limits               | ok          | no    | no       | no   | no           | no         | no
      bump revision            | ok          | no    | no       | no   | no           | no         | no
      delete organization      | ok          | ok    | ok       | no   | no           | no         | no
      create member            | ok          | ok    | ok       | no   | no           | no         | no
      create owner             | ok          | ok    | ok       | no   | no           | no         | no
      create in p1             | ok          | ok    | ok       | no   | ok           | ok         | no
      create owner of p1       | ok          | ok    | ok       | no   | ok           | ok         | no
      create in p2             | ok          | ok    | ok       | no   | no           | no         | no
      create in p1 and p2      | ok          | ok    | ok       | no   | no           | no         | no
      create in p1 and org     | ok          | ok    | ok       | no   | no           | no         | no
      list                     | ok          | ok    | ok       | no   | no           | ok         | ok
      list p1                  | ok          | ok    | ok       | no   | ok           | ok         | ok
      list p2                  | ok          | ok    | ok       | no   | no           | ok         | ok
      list unused              | ok          | ok    | ok       | no   | no           | ok         | ok
      list unused in p1        | ok          | ok    | ok       | no   | no           | no         | ok
      list p1 by role in p2    | ok          | ok    | ok       | no   | no           | no         | ok
      list in p1 and p2        | ok          | ok    | ok       | no   | no           | no         | ok
      delete expired           | ok          | ok    | ok       | no   | no           | no         | no
      rotate itself            | -           | -     | ok       | -    | -            | ext        | ext
      rotate other             | ok          | ok    | ok       | no   | no           | no         | no
      rotate missing           | 404         | 404   | 404      | no   | no           | no         | no
      delete secret of other   | ok          | ok    | ok       | no   | no           | no         | no
      delete secret of missing | 404         | 404   | 404      | no   | no           | no         | no
      set p1 roles of itself   | -           | -     | ok       | -    | -            | ok         | grant
      set p1 roles of other    | ok          | ok    | ok       | no   | ok           | ok         | no
      set p1 roles of missing  | 404         | 404   | 404      | no   | 404          | 404        | no
      set p2 roles of itself   | -           | -     | ok       | -    | -            | grant      | grant
      set p2 roles of other    | ok          | ok    | ok       | no   | no           | no         | no
      set p2 roles of missing  | 404         | 404   | 404      | no   | no           | no         | no
      read itself              | -           | -     | ok       | -    | -            | ok         | ok
      read other               | ok          | ok    | ok       | no   | no           | no         | no
      read missing             | 404         | 404   | 404      | no   | no           | no         | no
      describe itself          | -           | -     | ok       | -    | -            | ok         | ok
      describe other           | ok          | ok    | ok       | no   | no           | no         | no
      describe missing         | 404         | 404   | 404      | no   | no           | no         | no
      label itself             | -           | -     | ok       | -    | -            | no         | no
      label other              | ok          | ok    | ok       | no   | no           | no         | no
      disable itself           | -           | -     | ok       | -    | -            | ok         | ok
      disable other            | ok          | ok    | ok       | no   | no           | no         | no
      disable missing          | 404         | 404   | 404      | no   | no           | no         | no
      lower rate limit of itself | -         | -     | ok       | -    | -            | ok         | ok
      raise rate limit of itself | -         | -     | ok       | -    | -            | ext        | ext
      raise rate limit of other | ok         | ok    | ok       | no   | no           | no         | no
      raise rate limit of missing | 404      | 404   | 404      | no   | no           | no         | no
      revoke itself            | -           | -     | ok       | -    | -            | ok         | ok
      revoke other             | ok          | ok    | ok       | no   | no           | no         | no
      revoke missing           | 404         | 404   | 404      | no   | no           | no         | no
      revoke token of itself   | -           | -     | ok       | -    | -            | ok         | ok
      revoke token of other    | ok          | ok    | ok       | no   | no           | no         | no
      revoke token of missing  | 404         | 404   | 404      | no   | no           | no         | no
      read whitelist of itself | -           | -     | ok       | -    | -            | ok         | ok
      read whitelist of other  | ok          | ok    | ok       | wl   | wl           | wl         | wl
      read whitelist of missing | 404         | 404   | 404      | wl   | wl           | wl         | wl
      read entry of itself     | -           | -     | ok       | -    | -            | ok         | ok
      read entry of other      | ok          | ok    | ok       | wl   | wl           | wl         | wl
      read entry of missing    | 404         | 404   | 404      | wl   | wl           | wl         | wl
      add entry to itself      | -           | -     | ok       | -    | -            | ok         | ok
      add entry to other       | ok          | ok    | ok       | wl   | wl           | wl         | wl
      add entry to missing     | 404         | 404   | 404      | wl   | wl           | wl         | wl
      remove entry of itself   | -           | -     | ok       | -    | -            | ok         | ok
      remove entry of other    | ok          | ok    | ok       | wl   | wl           | wl         | wl
      remove entry of missing  | 404         | 404   | 404      | wl   | wl           | wl         | wl
      """;

  private static final CidrBlock LISTED = block("10.0.0.0/8");
  private static final Limits.Rate LIMIT = Limits.Rate.parse("100/60");
  private static final ApiKeyId OTHER = keyId(5);
  private static final ApiKeyId MISSING = keyId(99);

  private static final ApiKey OWNER_KEY = listed(owner(1));
  private static final ApiKey PROJECT_KEY =
      listed(key(2, on(Role.ORG_MEMBER), on(Role.PROJECT_OWNER, PROJECT)));
  private static final ApiKey MEMBER_KEY = listed(key(3, on(Role.ORG_MEMBER)));

  private static final Fixture FIXTURE =
      Fixture.with(OWNER_KEY, PROJECT_KEY, MEMBER_KEY, owner(4), listed(member(5)))
          .withProjects(PROJECT, OTHER_PROJECT);

  private static final Map<String, Caller> CALLERS =
      Map.of(
          "application", Fixture.APPLICATION,
          "owner", Fixture.OWNER,
          "ownerKey", calling(OWNER_KEY),
          "user", Fixture.USER,
          "projectOwner", Fixture.PROJECT_OWNER,
          "projectKey", calling(PROJECT_KEY),
          "memberKey", calling(MEMBER_KEY));

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          entry(".", ""),
          entry("ok", "yes"),
          entry("no", "no"),
          entry("wl", "no (whitelist)"),
          entry("404", "not found"),
          entry("ext", "no (extend)"),
          entry("grant", "no (grant)"),
          entry("ownerKey", "owner key"),
          entry("projectOwner", "project owner"),
          entry("projectKey", "project owner key"),
          entry("memberKey", "member key"));

  private final Rules rules = Fixture.rules();

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

  /** Write the page anew with {@code -Dclaviger.docs=write}. */
  @Test
  void thePageHasThisTable() throws IOException {
    List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
    int begin = page.indexOf("<!-- table -->") + 1;
    int end = page.indexOf("<!-- end of table -->");
    List<String> table =
        TABLE.lines().map(RightsTest::row).collect(Collectors.toCollection(ArrayList::new));
    table.add(1, "| --- ".repeat(CALLERS.size() + 1) + "|");
    if ("write".equals(System.getProperty("claviger.docs"))) {
      page.subList(begin, end).clear();
      page.addAll(begin, table);
      Files.write(PAGE, page);
    } else {
      assertEquals(table, page.subList(begin, end));
    }
  }

  private static String row(String line) {
    List<String> cells =
        Stream.of(line.split("\\|", -1))
            .map(cell -> WORDS.getOrDefault(cell.strip(), cell.strip()))
            .toList();
    return "| " + String.join(" | ", cells) + " |";
  }

  @Test
  void theRefusalForAnotherKeyDoesNotTellWhetherItExists() {
    for (Caller caller : List.of(Fixture.USER, calling(PROJECT_KEY), calling(MEMBER_KEY))) {
      for (String operation : List.of("read", "describe", "disable", "revoke")) {
        assertEquals(
            refusal(operation + " other", caller), refusal(operation + " missing", caller));
      }
      for (String operation :
          List.of("read whitelist of", "read entry of", "add entry to", "remove entry of")) {
        assertEquals(
            refusal(operation + " other", caller), refusal(operation + " missing", caller));
      }
    }
  }

  private String refusal(String operation, Caller caller) {
    try {
      perform(operation, FIXTURE.seenBy(caller));
      return "done";
    } catch (ClavigerException e) {
      return e.getClass() + " " + e.code() + " " + e.parameters() + " " + e.getMessage();
    }
  }

  private void check(String operation, Caller caller, String expected) {
    DecisionInput input = FIXTURE.seenBy(caller);
    switch (expected) {
      case "ok" -> perform(operation, input);
      case "ext" ->
          Refusal.expect(
              ErrorCode.CANNOT_EXTEND_ITSELF, List.of(), () -> perform(operation, input));
      case "grant" -> Refusal.expect(ErrorCode.CANNOT_GRANT_ROLE, () -> perform(operation, input));
      case "no" ->
          Refusal.expect(ErrorCode.NOT_ALLOWED, List.of(), () -> perform(operation, input));
      case "wl" ->
          Refusal.expect(
              ErrorCode.WHITELIST_ACCESS_DENIED, List.of(), () -> perform(operation, input));
      case "404" ->
          Refusal.expect(
              ErrorCode.API_KEY_NOT_FOUND,
              List.of(MISSING.value()),
              () -> perform(operation, input));
      default -> throw new AssertionError(expected);
    }
  }

  private Object perform(String operation, DecisionInput input) {
    KeyFilter ofProject = KeyFilter.all().inProject(PROJECT);
    return switch (operation) {
      case "read organization" -> rules.organizations().get(input);
      case "rename organization" ->
          rules.organizations().update(input, OrganizationPatch.nothing().rename("New"));
      case "require whitelists" ->
          rules.organizations().update(input, OrganizationPatch.nothing().requireWhitelist(true));
      case "set limits" ->
          rules
              .organizations()
              .update(
                  input,
                  OrganizationPatch.nothing()
                      .limit(Limits.standard().withApiKeys(1).withWhitelistEntries(1)));
      case "bump revision" -> rules.organizations().bumpRevision(input);
      case "delete organization" -> rules.organizations().delete(input);
      case "create member" -> create(input, on(Role.ORG_MEMBER));
      case "create owner" -> create(input, on(Role.ORG_OWNER));
      case "create in p1" -> create(input, on(PROJECT_READ_ONLY, PROJECT));
      case "create owner of p1" -> create(input, on(Role.PROJECT_OWNER, PROJECT));
      case "create in p2" -> create(input, on(PROJECT_READ_ONLY, OTHER_PROJECT));
      case "create in p1 and p2" ->
          create(input, on(PROJECT_READ_ONLY, PROJECT), on(PROJECT_READ_ONLY, OTHER_PROJECT));
      case "create in p1 and org" ->
          create(input, on(PROJECT_READ_ONLY, PROJECT), on(Role.ORG_OWNER));
      case "list" -> rules.keys().visible(input, KeyFilter.all());
      case "list p1" -> rules.keys().visible(input, ofProject);
      case "list p2" -> rules.keys().visible(input, KeyFilter.all().inProject(OTHER_PROJECT));
      case "list unused" -> rules.keys().visible(input, KeyFilter.all().unusedSince(input.now()));
      case "list unused in p1" -> rules.keys().visible(input, ofProject.unusedSince(input.now()));
      case "list p1 by role in p2" ->
          rules.keys().visible(input, ofProject.withRole(on(PROJECT_READ_ONLY, OTHER_PROJECT)));
      case "list in p1 and p2" -> rules.keys().visible(input, ofProject.inProject(OTHER_PROJECT));
      case "delete expired" -> rules.expiredKeys().deleteExpired(input, input.now());
      default -> perform(operation, input, target(operation, input.caller()));
    };
  }

  private Object perform(String operation, DecisionInput input, ApiKeyId target) {
    BiFunction<DecisionInput, ApiKeyPatch, Object> patch =
        (now, change) -> rules.keys().update(now, target, change);
    return switch (operation.substring(0, operation.lastIndexOf(' '))) {
      case "read" -> rules.keys().get(input, target);
      case "describe" -> patch.apply(input, ApiKeyPatch.nothing().describe("new"));
      case "label" -> patch.apply(input, ApiKeyPatch.nothing().label(Labels.of(Map.of("a", "b"))));
      case "disable" -> patch.apply(input, ApiKeyPatch.nothing().disable());
      case "lower rate limit of" ->
          patch.apply(input, ApiKeyPatch.nothing().limitRate(Limits.Rate.parse("1/60")));
      case "raise rate limit of" -> patch.apply(input, ApiKeyPatch.nothing().unlimitRate());
      case "revoke" -> rules.keys().revoke(input, target);
      case "revoke token of" -> rules.keys().ofRevokedToken(input, target);
      case "rotate" -> rules.secrets().rotate(input, target, GracePeriod.none());
      case "delete secret of" -> rules.secrets().delete(input, target, secretId(5));
      case "set p1 roles of" -> inProject(input, target, PROJECT);
      case "set p2 roles of" -> inProject(input, target, OTHER_PROJECT);
      case "read whitelist of" -> rules.whitelists().get(input, target);
      case "read entry of" -> rules.whitelists().entry(input, target, LISTED);
      case "add entry to" ->
          rules.whitelists().change(input, target, List.of(), List.of(block("11.0.0.0/8")));
      case "remove entry of" ->
          rules.whitelists().change(input, target, List.of(LISTED), List.of());
      default -> throw new AssertionError(operation);
    };
  }

  private Object inProject(DecisionInput input, ApiKeyId target, ProjectId project) {
    return rules.projects().replaceRoles(input, target, project, List.of(PROJECT_READ_ONLY));
  }

  private Object create(DecisionInput input, RoleAssignment... roles) {
    NewApiKey request =
        NewApiKey.of("new", new TreeSet<>(Arrays.asList(roles)))
            .withWhitelist(new TreeSet<>(List.of(LISTED)));
    return rules.keyCreation().create(input, request.withRateLimit(LIMIT));
  }

  private static ApiKeyId target(String operation, Caller caller) {
    if (operation.endsWith("missing")) {
      return MISSING;
    }
    return operation.endsWith("itself") ? ((Caller.Key) caller).apiKey() : OTHER;
  }

  private static ApiKey listed(ApiKey key) {
    ApiKey listed = listing(key, HERE, "10.0.0.0/8");
    return listed.with(listed.settings().withRateLimit(Optional.of(LIMIT)));
  }
}
