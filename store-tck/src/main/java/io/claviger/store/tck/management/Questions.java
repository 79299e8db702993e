package io.claviger.store.tck.management;

import io.claviger.Operation;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ProjectId;
import io.claviger.model.Scope;
import java.util.List;

/** Who is told that they may, before they say what; columns and letters as in {@link Deeds}. */
final class Questions {
  private static final ApiKeyId NOBODY = new ApiKeyId("f".repeat(24));

  private Questions() {}

  static List<Deed> all() {
    return List.of(
        new Deed(
            "ask to change the organization",
            "+++ uuu uu ss",
            (api, cast) -> api.check(cast.id(), Operation.updateOrganization())),
        new Deed(
            "ask to create a member",
            "+++ uuu uu ss",
            (api, cast) -> api.check(cast.id(), Operation.createKey(Scope.organization()))),
        new Deed(
            "ask to create a key of the project",
            "+++ uu+ u+ ss",
            (api, cast) ->
                api.check(cast.id(), Operation.createKey(Scope.project(cast.project(1))))),
        new Deed(
            "ask to create a key of a stranger's project",
            "ppp uuu uu ss",
            (api, cast) -> api.check(cast.id(), Operation.createKey(Scope.project(foreign(cast))))),
        new Deed(
            "ask to change the key",
            "+++ +uu uu ss",
            (api, cast) -> api.check(cast.id(), Operation.updateKey(cast.targetId()))),
        new Deed(
            "ask to change a missing key",
            "kkk uuu uu ss",
            (api, cast) -> api.check(cast.id(), Operation.updateKey(NOBODY))),
        new Deed(
            "ask to change its whitelist",
            "+++ +ww ww ss",
            (api, cast) -> api.check(cast.id(), Operation.changeWhitelist(cast.targetId()))),
        new Deed(
            "ask to change the whitelist of a missing key",
            "kkk www ww ss",
            (api, cast) -> api.check(cast.id(), Operation.changeWhitelist(NOBODY))),
        new Deed(
            "ask to change its roles on the project",
            "+++ +u+ u+ ss",
            (api, cast) ->
                api.check(
                    cast.id(), Operation.changeProjectRoles(cast.targetId(), cast.project(1)))),
        new Deed(
            "ask to change its roles on a stranger's project",
            "ppp +uu uu ss",
            (api, cast) ->
                api.check(cast.id(), Operation.changeProjectRoles(cast.targetId(), foreign(cast)))),
        new Deed(
            "ask to change roles of a missing key on the project",
            "kkk uuk uk ss",
            (api, cast) ->
                api.check(cast.id(), Operation.changeProjectRoles(NOBODY, cast.project(1)))),
        new Deed(
            "ask to list keys of the project",
            "+++ +u+ u+ ss",
            (api, cast) -> api.check(cast.id(), Operation.listKeys(cast.project(1)))),
        new Deed(
            "ask to list keys of a stranger's project",
            "ppp uuu uu ss",
            (api, cast) -> api.check(cast.id(), Operation.listKeys(foreign(cast)))));
  }

  private static ProjectId foreign(Cast cast) {
    return World.project(cast.stranger().apiKey().organization(), 1);
  }
}
