package io.claviger.store.tck.management;

import io.claviger.ApiKeyId;
import io.claviger.Preflight;
import io.claviger.ProjectId;
import io.claviger.Scope;
import java.util.List;
import java.util.function.BiConsumer;

/** Who is told that they may, before they say what; columns and letters as in {@link Deeds}. */
final class Questions {
  private static final ApiKeyId NOBODY = new ApiKeyId("f".repeat(24));

  private Questions() {}

  static List<Deed> all() {
    return List.of(
        question(
            "ask to change the organization",
            "+++ uuu uu ss",
            (ask, cast) -> ask.updateOrganization(cast.id())),
        question(
            "ask to create a member",
            "+++ uuu uu ss",
            (ask, cast) -> ask.create(cast.id(), Scope.organization())),
        question(
            "ask to create a key of the project",
            "+++ uu+ u+ ss",
            (ask, cast) -> ask.create(cast.id(), Scope.project(cast.project(1)))),
        question(
            "ask to create a key of a stranger's project",
            "ppp uuu uu ss",
            (ask, cast) -> ask.create(cast.id(), Scope.project(foreign(cast)))),
        question(
            "ask to change the key",
            "+++ +uu uu ss",
            (ask, cast) -> ask.update(cast.id(), cast.targetId())),
        question(
            "ask to change a missing key",
            "kkk uuu uu ss",
            (ask, cast) -> ask.update(cast.id(), NOBODY)),
        question(
            "ask to change its whitelist",
            "+++ +ww ww ss",
            (ask, cast) -> ask.changeWhitelist(cast.id(), cast.targetId())),
        question(
            "ask to change the whitelist of a missing key",
            "kkk www ww ss",
            (ask, cast) -> ask.changeWhitelist(cast.id(), NOBODY)),
        question(
            "ask to change its roles on the project",
            "+++ +u+ u+ ss",
            (ask, cast) -> ask.replaceProjectRoles(cast.id(), cast.targetId(), cast.project(1))),
        question(
            "ask to change its roles on a stranger's project",
            "ppp +uu uu ss",
            (ask, cast) -> ask.replaceProjectRoles(cast.id(), cast.targetId(), foreign(cast))),
        question(
            "ask to change roles of a missing key on the project",
            "kkk uuk uk ss",
            (ask, cast) -> ask.replaceProjectRoles(cast.id(), NOBODY, cast.project(1))),
        question(
            "ask to list keys of the project",
            "+++ +u+ u+ ss",
            (ask, cast) -> ask.list(cast.id(), cast.project(1))),
        question(
            "ask to list keys of a stranger's project",
            "ppp uuu uu ss",
            (ask, cast) -> ask.list(cast.id(), foreign(cast))));
  }

  private static ProjectId foreign(Cast cast) {
    return World.project(cast.stranger().apiKey().organization(), 1);
  }

  private static Deed question(String name, String verdicts, BiConsumer<Preflight, Cast> question) {
    return new Deed(name, verdicts, (api, cast) -> question.accept(api.preflight(), cast));
  }
}
