package io.claviger.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The bill of materials names what is published, in the version of the build. */
class BomTest {
  private final Path root = Path.of("..", "..");

  @Test
  void itListsEveryPublishedModule() throws Exception {
    Document parent = pom("");
    TreeSet<String> published = new TreeSet<>();
    for (String module : texts(parent, "/project/modules/module")) {
      Document pom = pom(module);
      boolean isJar = texts(pom, "/project/packaging").isEmpty();
      if (isJar && texts(pom, "/project/properties/maven.deploy.skip").isEmpty()) {
        published.addAll(texts(pom, "/project/artifactId"));
      }
    }
    Document bom = pom("bom");
    assertEquals(published, new TreeSet<>(texts(bom, "//dependency/artifactId")));
    assertEquals(texts(parent, "/project/version"), texts(bom, "/project/version"));
  }

  private Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(root.resolve(module).resolve("pom.xml").toFile());
  }

  private static List<String> texts(Document pom, String path) throws Exception {
    NodeList nodes =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
