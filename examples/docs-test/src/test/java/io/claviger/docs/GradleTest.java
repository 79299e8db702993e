package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A build of Gradle on a page has the dependencies of a POM on a page, in the same versions. */
class GradleTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile("\\(\"([a-z0-9.]+:[a-z0-9-]+(:[A-Za-z0-9.-]+)?)\"\\)");

  /** Maven takes the versions of Spring Boot from the first, Gradle from the second. */
  private static final String PARENT = "spring-boot-starter-parent";

  private static final String PLATFORM = "spring-boot-dependencies";

  @Test
  void aBuildHasTheDependenciesOfAPom() throws IOException {
    List<Block> blocks = Repository.open().blocks();
    List<Set<String>> poms = poms(blocks);
    List<String> problems = new ArrayList<>();
    int builds = 0;
    for (Block block : blocks) {
      Set<String> named = named(block);
      if (block.language().equals("kotlin")) {
        builds++;
        if (!poms.contains(named)) {
          problems.add(block.at() + "name the dependencies of one of the POMs, not " + named);
        }
      }
    }
    assertEquals("", String.join("\n", problems));
    assertEquals(2, builds);
  }

  private static Set<String> named(Block block) {
    Set<String> named = new TreeSet<>();
    Matcher dependency = DEPENDENCY.matcher(block.text());
    while (dependency.find()) {
      named.add(dependency.group(1));
    }
    return named;
  }

  private static List<Set<String>> poms(List<Block> blocks) throws IOException {
    List<Set<String>> poms = new ArrayList<>();
    for (Block block : blocks) {
      if (block.language().equals("xml") && block.text().contains("<modelVersion>")) {
        poms.add(dependencies(block));
      }
    }
    return poms;
  }

  private static Set<String> dependencies(Block pom) throws IOException {
    Set<String> found = new TreeSet<>();
    NodeList groups = Xml.parse(pom.text()).getElementsByTagName("groupId");
    for (int i = 0; i < groups.getLength(); i++) {
      Element owner = (Element) groups.item(i).getParentNode();
      if (Set.of("dependency", "parent").contains(owner.getTagName())) {
        List<String> parts = new ArrayList<>(List.of(groups.item(i).getTextContent()));
        parts.addAll(Xml.texts(owner, "artifactId"));
        parts.addAll(Xml.texts(owner, "version"));
        found.add(String.join(":", parts).replace(PARENT, PLATFORM));
      }
    }
    return found;
  }
}
