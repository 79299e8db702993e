package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.store.jdbc.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Blocks of configuration, statements and commands fit this repository. */
class OtherBlocksTest {
  private static final Set<String> LANGUAGES =
      new TreeSet<>(
          Set.of(
              "java",
              "kotlin",
              "js",
              "python",
              "json",
              "css",
              "xml",
              "html",
              "properties",
              "yaml",
              "sql",
              "sh",
              "text",
              "console"));

  private final Repository repository = Repository.open();

  OtherBlocksTest() throws IOException {}

  @Test
  void everyBlockNamesOneOfTheLanguages() throws IOException {
    assertNone(
        problems(
            block -> !LANGUAGES.contains(block.language()),
            block -> List.of(block.at() + "name a language after the fence: " + LANGUAGES)));
  }

  @Test
  void configurationIsQuoted() throws IOException {
    Quotations files = new Quotations(repository, ".properties", ".yml", ".yaml");
    assertNone(
        problems(
            block -> Set.of("properties", "yaml").contains(block.language()),
            block ->
                files.contain(block)
                    ? List.of()
                    : List.of(
                        block.at()
                            + "quote lines of a .properties or .yml file that a test uses")));
  }

  @Test
  void xmlNamesPublishedArtifacts() throws Exception {
    Element bom =
        Xml.parse(Files.readString(repository.root().resolve("bom/pom.xml"))).getDocumentElement();
    Set<String> published = new TreeSet<>(Xml.texts(bom, "artifactId"));
    String version = Xml.texts(bom, "version").get(0);
    assertNone(
        problems(
            block -> block.language().equals("xml"),
            block -> xmlProblems(block, published, version)));
  }

  private static List<String> xmlProblems(Block block, Set<String> published, String version) {
    List<String> problems = new ArrayList<>();
    try {
      NodeList groups = Xml.parse("<b>" + block.text() + "</b>").getElementsByTagName("groupId");
      for (int i = 0; i < groups.getLength(); i++) {
        Element parent = (Element) groups.item(i).getParentNode();
        if (groups.item(i).getTextContent().equals("io.claviger")) {
          String artifact = String.join("", Xml.texts(parent, "artifactId"));
          if (!published.contains(artifact)) {
            problems.add(block.at() + "name an artifact of the bom instead of " + artifact);
          }
          if (Xml.texts(parent, "version").stream().anyMatch(text -> !text.equals(version))) {
            problems.add(block.at() + "the version of " + artifact + " must be " + version);
          }
        }
      }
    } catch (Exception e) {
      problems.add(block.at() + "make this well-formed XML: " + e.getMessage());
    }
    return problems;
  }

  @Test
  void sqlRunsOnTheTablesOfTheLibrary() throws IOException {
    Quotations files = new Quotations(repository, ".sql");
    assertNone(
        problems(
            block -> block.language().equals("sql") && !files.contain(block),
            OtherBlocksTest::sqlProblems));
  }

  private static List<String> sqlProblems(Block block) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:docs" + block.hashCode() + ";DB_CLOSE_DELAY=-1");
    Schema.migrate(database);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(block.text());
      return List.of();
    } catch (SQLException e) {
      return List.of(block.at() + "make this run on H2, or name it text: " + e.getMessage());
    }
  }

  @Test
  void commandsNameWhatIsThere() throws IOException {
    Commands commands = new Commands(repository);
    assertNone(problems(block -> block.language().equals("sh"), commands::problems));
  }

  private List<String> problems(Predicate<Block> which, Function<Block, List<String>> check)
      throws IOException {
    return repository.blocks().stream()
        .filter(which)
        .flatMap(block -> check.apply(block).stream())
        .toList();
  }

  private static void assertNone(List<String> problems) {
    assertEquals("", String.join("\n", problems));
  }
}
