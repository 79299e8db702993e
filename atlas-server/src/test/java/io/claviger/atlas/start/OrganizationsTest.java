package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.atlas.Response;
import io.claviger.atlas.Sender;
import io.claviger.model.OrganizationId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several organizations in one server, and where their first keys are told. */
class OrganizationsTest {
  private static final String ORGS = "/api/atlas/v2/orgs";
  private static final String PROJECT = "0123456789abcdef01234567";

  @TempDir Path data;

  /** A folder of a server with one organization is one of a server with more. */
  @Test
  void anOrganizationIsCreatedOnceAndItsKeySeesNoOther() throws Exception {
    Sender first;
    String firstId;
    try (Started server = Started.with(data)) {
      first = server.asOwner();
      firstId = server.value("organization ");
    }
    List<String> said;
    try (Started server = Started.with(data, "--organization", "Beta GmbH")) {
      said = server.said();
      assertEquals(3, said.size());
      String id = said.get(0).split(" ", -1)[1];
      assertEquals("organization " + id + " Beta GmbH", said.get(0));

      Sender beta = server.asOwner();
      assertEquals(List.of("1", id, "Beta GmbH"), listed(beta));
      assertEquals(200, beta.call("GET", ORGS + "/" + id + "/apiKeys").status());
      assertEquals(
          "401 USER_CANNOT_ACCESS_ORG []", beta.call("GET", ORGS + "/" + firstId).outcome());
      assertEquals(
          List.of("1", firstId, "Atlas"),
          listed(new Sender(beta.port(), first.headers(), "127.0.0.1")));
    }
    try (Started server = Started.with(data, "--organization", "Beta GmbH")) {
      assertEquals(List.of(), server.said());
      assertEquals("Beta GmbH", listed(server.as(said)).get(2));
    }
  }

  /** A later version must find the same ids; two first organizations may share a database. */
  @Test
  void theIdFollowsFromTheNameAndTheFirstOrganization() {
    assertEquals("6b0657282285f85df0073772", id("6b0657289a345fe68f98f157", "Beta"));
    assertEquals("6b0657289b74ba765d900c37", id("6b0657289a345fe68f98f158", "Beta"));
  }

  private static String id(String first, String name) {
    return OrganizationIds.of(new OrganizationId(first), name).value();
  }

  @Test
  void anOrganizationWhoseKeysWereLostGetsAnother() throws Exception {
    Started.with(data, "--organization", "B").close();
    try (Started server = Started.with(data, "--organization", "B", "--new-owner-of", "B")) {
      assertEquals(3, server.said().size());
      assertEquals("B", listed(server.asOwner()).get(2));
    }
  }

  @Test
  void aProjectBelongsToTheOrganizationThatIsNamed() throws Exception {
    String keys = "/api/atlas/v2/groups/" + PROJECT + "/apiKeys";
    String body = "{\"desc\":\"of a project\",\"roles\":[\"GROUP_READ_ONLY\"]}";
    try (Started server = Started.with(data, "--organization", "B", "--project", "B=" + PROJECT)) {
      List<String> said = server.said();
      assertEquals(200, server.as(said.subList(3, 6)).call("POST", keys, body).status());
      assertEquals(
          "404 GROUP_NOT_FOUND [\"" + PROJECT + "\"]",
          server.asOwner().call("POST", keys, body).outcome());
    }
  }

  @Test
  void newKeysGoToAFileForItsOwnerOnlyAndNotToTheOutput() throws Exception {
    Path file = data.resolve("new-keys");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    try (Started server =
        Started.with(data, "--organization", "B", "--new-keys", file.toString())) {
      assertEquals(List.of(), server.said());
      List<String> told = Files.readAllLines(file);
      assertEquals(6, told.size());
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertEquals("Atlas", listed(server.as(told)).get(2));
      assertEquals("B", listed(server.as(told.subList(3, 6))).get(2));
    }
    try (Started server = Started.with(data, "--new-owner", "--new-keys", file.toString())) {
      assertEquals(8, Files.readAllLines(file).size());
      assertEquals("Atlas", listed(server.as(Files.readAllLines(file).subList(6, 8))).get(2));
    }
  }

  private static List<String> listed(Sender key) {
    Response answer = key.call("GET", ORGS);
    return List.of(
        answer.text("totalCount"), answer.text("results.0.id"), answer.text("results.0.name"));
  }
}
