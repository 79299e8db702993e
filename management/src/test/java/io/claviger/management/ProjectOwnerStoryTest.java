package io.claviger.management;

import static io.claviger.management.ManagementFixture.ALPHA;
import static io.claviger.management.ManagementFixture.BETA;
import static io.claviger.management.ManagementFixture.KEYS;
import static io.claviger.management.ManagementFixture.ORGANIZATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.testing.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an owner of a project does, who owns no organization. */
class ProjectOwnerStoryTest extends Story {
  private final ManagementClient projectOwner = fixture.projectOwner();

  /** They may tell what other projects do with it. */
  @Test
  void keysOfTheProjectAreSeenWithoutUseAddressesAndRolesElsewhere() {
    fixture.create(
        NewApiKey.of("shared", Role.ORG_MEMBER)
            .withProjectRole(ALPHA, Role.PROJECT_READ_ONLY)
            .withProjectRole(BETA, Role.PROJECT_READ_ONLY));
    Exchange list = answered(200, projectOwner.get(KEYS + "?project=alpha"));
    assertEquals("shared", list.at("keys.0.description"));
    assertNull(list.at("keys.0.usage"));
    assertNull(list.at("keys.0.secrets.0.usage"));
    assertNull(list.at("keys.0.whitelistEntries"));
    assertEquals(2, Json.list(list.at("keys.0.roles")).size());
    Exchange whole = owner.get(KEYS + "?project=alpha");
    assertNotNull(whole.at("keys.0.usage"));
    assertNotNull(whole.at("keys.0.whitelistEntries"));
    assertEquals(3, Json.list(whole.at("keys.0.roles")).size());
    Exchange readers =
        answered(200, projectOwner.get(KEYS + "?project=alpha&role=PROJECT_READ_ONLY"));
    assertEquals(1, Json.list(readers.at("keys")).size());
    answered(403, projectOwner.get(KEYS));
    String unused = KEYS + "?project=alpha&unusedSince=2030-01-01T00:00:00Z";
    answered(200, owner.get(unused));
    answered(403, projectOwner.get(unused));
  }

  @Test
  void aKeyOfTheProjectIsCreatedAndItsRolesThereAreReplaced() {
    Exchange organization = answered(200, projectOwner.get(ORGANIZATION));
    assertEquals(List.of(), organization.at("may"));
    Exchange created =
        answered(
            201,
            projectOwner.send(
                "POST",
                KEYS,
                "{'description':'a','roles':[{'role':'PROJECT_READ_ONLY','project':'alpha'}]}"));
    String path = KEYS + "/" + created.text("key.id");
    Exchange owned =
        answered(
            200, projectOwner.send("PUT", path + "/projects/alpha", "{'roles':['PROJECT_OWNER']}"));
    assertEquals("PROJECT_OWNER", owned.at("roles.1.role"));
    assertEquals(Optional.empty(), owned.header("ETag"));
    answered(403, projectOwner.send("PUT", path + "/projects/beta", "{'roles':['PROJECT_OWNER']}"));
    answered(403, projectOwner.send("PATCH", path, "{'enabled':false}"));
  }
}
