package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Cast.BILLING;
import static io.claviger.store.tck.management.Cast.EXPIRY;
import static io.claviger.store.tck.management.Cast.HOME_BLOCK;
import static io.claviger.store.tck.management.Cast.OTHER_BLOCK;
import static io.claviger.store.tck.management.Cast.PROJECT_READER;
import static io.claviger.store.tck.management.Cast.READ_ONLY;

import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.GracePeriod;
import io.claviger.model.KeyFilter;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who may do what (specification, Appendix B, rows 1, 2, 5, 24, 25, 27 and 28), as a table. The
 * columns: host, owner as user and as key | the target itself, another member, the owner of a
 * project | a member and the owner of a project as users | strangers. The letters: see {@link
 * Deed#expected}.
 */
final class Deeds {
  private static final ApiKeyId NOBODY = new ApiKeyId("f".repeat(24));
  private static final CidrBlock NEW_BLOCK = CidrBlock.parse("192.0.2.0/28");
  private static final Role UNHEARD_OF = new Role("ORG_UNHEARD_OF");

  private Deeds() {}

  static List<Deed> all() {
    return Stream.of(
            onOrganization(),
            creations(),
            onKeys(),
            onWhitelists(),
            onMissingEntries(),
            onMissingKey("a missing key", cast -> NOBODY),
            onMissingKey("a stranger's key", cast -> cast.stranger().apiKey().id()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Deed> onOrganization() {
    return List.of(
        new Deed(
            "read the organization",
            "+++ +++ ++ ss",
            (api, cast) -> api.getOrganization(cast.id())),
        update(
            "rename the organization", "+++ uuu uu ss", OrganizationPatch.nothing().rename("New")),
        update(
            "require whitelists",
            "+++ uuu uu ss",
            OrganizationPatch.nothing().requireWhitelist(true)),
        update("set limits", "+uu uuu uu ss", OrganizationPatch.nothing().limit(new Limits(9, 9))),
        new Deed(
            "touch the organization", "+uu uuu uu ss", (api, cast) -> api.bumpRevision(cast.id())),
        new Deed(
            "delete the organization",
            "+++ uuu uu ss",
            (api, cast) -> api.deleteOrganization(cast.id())),
        new Deed(
            "create another organization",
            "++c ccc ++ +c",
            (api, cast) -> api.createOrganization(NewOrganization.named("Another"))));
  }

  private static List<Deed> creations() {
    return List.of(
        create("create a member", "+++ uuu uu ss", cast -> NewApiKey.of("new", Role.ORG_MEMBER)),
        create("create an owner", "+++ uuu uu ss", cast -> NewApiKey.of("new", Role.ORG_OWNER)),
        create("create a key of the project", "+++ uu+ u+ ss", cast -> keyOf(cast.project(1))),
        create(
            "create a key of the project that works from anywhere",
            "+++ uux u+ ss",
            cast -> keyOf(cast.project(1), List.of())),
        create("create a key of another project", "+++ uuu uu ss", cast -> keyOf(cast.project(2))),
        create(
            "create a key of the project that is more",
            "+++ uuu uu ss",
            cast ->
                NewApiKey.of("new", READ_ONLY).withProjectRole(cast.project(1), PROJECT_READER)),
        create(
            "create a key of a stranger's project",
            "ppp uuu uu ss",
            cast -> keyOf(World.project(cast.stranger().apiKey().organization(), 1))),
        create(
            "create a key with an unknown role",
            "rrr uuu uu ss",
            cast -> NewApiKey.of("new", UNHEARD_OF)));
  }

  private static List<Deed> onKeys() {
    ApiKeyPatch patch = ApiKeyPatch.nothing();
    Labels labels = Labels.of(Map.of("team", "blue"));
    return List.of(
        new Deed(
            "read the key", "+++ +uu uu ss", (api, cast) -> api.get(cast.id(), cast.targetId())),
        new Deed(
            "list keys", "+++ +++ uu ss", (api, cast) -> api.list(cast.id(), PageQuery.first(9))),
        new Deed(
            "list keys of the project",
            "+++ +++ u+ ss",
            (api, cast) ->
                api.list(
                    cast.id(), KeyFilter.all().inProject(cast.project(1)), PageQuery.first(9))),
        new Deed(
            "list keys of another project",
            "+++ +++ uu ss",
            (api, cast) ->
                api.list(
                    cast.id(), KeyFilter.all().inProject(cast.project(2)), PageQuery.first(9))),
        roles("give it a role on the project", "+++ gu+ u+ ss", 1, Role.GROUP_OWNER),
        roles("take it out of the project", "+++ +u+ u+ ss", 1),
        roles("give it a role on another project", "+++ guu uu ss", 2, PROJECT_READER),
        new Deed(
            "add it to another project",
            "+++ guu uu ss",
            (api, cast) ->
                api.addToProject(
                    cast.id(), cast.targetId(), cast.project(2), List.of(PROJECT_READER))),
        new Deed(
            "rotate it",
            "+++ xuu uu ss",
            (api, cast) -> api.rotate(cast.id(), cast.targetId(), GracePeriod.untilDeleted())),
        new Deed(
            "end its secret",
            "+++ +uu uu ss",
            (api, cast) -> api.deleteSecret(cast.id(), cast.targetId(), cast.target().secretId())),
        new Deed(
            "reap keys", "+++ uuu uu ss", (api, cast) -> api.deleteExpired(cast.id(), World.START)),
        patch("describe the key", "+++ +uu uu ss", patch.describe("described")),
        patch("label the key", "+++ uuu uu ss", patch.label(labels)),
        patch("narrow its roles", "+++ +uu uu ss", patch.replaceOrganizationRoles(READ_ONLY)),
        patch("make it an owner", "+++ guu uu ss", patch.replaceOrganizationRoles(Role.ORG_OWNER)),
        patch("exchange its roles", "+++ guu uu ss", patch.replaceOrganizationRoles(BILLING)),
        patch(
            "give it an unknown role", "rrr guu uu ss", patch.replaceOrganizationRoles(UNHEARD_OF)),
        patch("disable it", "+++ +uu uu ss", patch.disable()),
        patch("shorten its life", "+++ +uu uu ss", patch.expireAt(EXPIRY.minusSeconds(1))),
        patch(
            "lengthen its life",
            "+++ xuu uu ss",
            patch.expireAt(EXPIRY.plus(Duration.ofNanos(1000)))),
        patch("let it live for ever", "+++ xuu uu ss", patch.neverExpire()),
        new Deed(
            "delete it", "+++ +uu uu ss", (api, cast) -> api.revoke(cast.id(), cast.targetId())));
  }

  private static List<Deed> onWhitelists() {
    return List.of(
        new Deed(
            "read its whitelist",
            "+++ +ww ww ss",
            (api, cast) -> api.getWhitelist(cast.id(), cast.targetId())),
        new Deed(
            "read an entry",
            "+++ +ww ww ss",
            (api, cast) -> api.getWhitelistEntry(cast.id(), cast.targetId(), HOME_BLOCK)),
        new Deed(
            "add an entry",
            "+++ +ww ww ss",
            (api, cast) -> api.addToWhitelist(cast.id(), cast.targetId(), List.of(NEW_BLOCK))),
        new Deed(
            "remove an entry",
            "+++ +ww ww ss",
            (api, cast) -> api.removeFromWhitelist(cast.id(), cast.targetId(), OTHER_BLOCK)));
  }

  /** Row 27: who may not ask is refused alike, whether or not there is anything to be found. */
  private static List<Deed> onMissingEntries() {
    return List.of(
        new Deed(
            "read a missing entry",
            "eee eww ww ss",
            (api, cast) -> api.getWhitelistEntry(cast.id(), cast.targetId(), NEW_BLOCK)),
        new Deed(
            "remove a missing entry",
            "eee eww ww ss",
            (api, cast) -> api.removeFromWhitelist(cast.id(), cast.targetId(), NEW_BLOCK)));
  }

  private static List<Deed> onMissingKey(String which, Function<Cast, ApiKeyId> key) {
    ApiKeyPatch patch = ApiKeyPatch.nothing().disable();
    List<CidrBlock> blocks = List.of(NEW_BLOCK);
    String keys = "kkk uuu uu ss";
    String lists = "kkk www ww ss";
    return List.of(
        new Deed("read " + which, keys, (api, cast) -> api.get(cast.id(), key.apply(cast))),
        new Deed(
            "change " + which, keys, (api, cast) -> api.update(cast.id(), key.apply(cast), patch)),
        new Deed("delete " + which, keys, (api, cast) -> api.revoke(cast.id(), key.apply(cast))),
        new Deed(
            "read the list of " + which,
            lists,
            (api, cast) -> api.getWhitelist(cast.id(), key.apply(cast))),
        new Deed(
            "read an entry of " + which,
            lists,
            (api, cast) -> api.getWhitelistEntry(cast.id(), key.apply(cast), HOME_BLOCK)),
        new Deed(
            "add an entry to " + which,
            lists,
            (api, cast) -> api.addToWhitelist(cast.id(), key.apply(cast), blocks)),
        new Deed(
            "remove an entry of " + which,
            lists,
            (api, cast) -> api.removeFromWhitelist(cast.id(), key.apply(cast), HOME_BLOCK)));
  }

  private static Deed update(String name, String verdicts, OrganizationPatch patch) {
    return new Deed(name, verdicts, (api, cast) -> api.updateOrganization(cast.id(), patch));
  }

  private static Deed create(String name, String verdicts, Function<Cast, NewApiKey> request) {
    return new Deed(name, verdicts, (api, cast) -> api.create(cast.id(), request.apply(cast)));
  }

  private static Deed patch(String name, String verdicts, ApiKeyPatch patch) {
    return new Deed(name, verdicts, (api, cast) -> api.update(cast.id(), cast.targetId(), patch));
  }

  private static Deed roles(String name, String verdicts, int project, Role... roles) {
    return new Deed(
        name,
        verdicts,
        (api, cast) ->
            api.replaceProjectRoles(
                cast.id(), cast.targetId(), cast.project(project), List.of(roles)));
  }

  private static NewApiKey keyOf(ProjectId project) {
    return keyOf(project, List.of(HOME_BLOCK));
  }

  private static NewApiKey keyOf(ProjectId project, List<CidrBlock> blocks) {
    return new NewApiKey(
        "new",
        Labels.none(),
        new TreeSet<>(List.of(RoleAssignment.onProject(PROJECT_READER, project))),
        new TreeSet<>(blocks),
        Optional.empty());
  }
}
