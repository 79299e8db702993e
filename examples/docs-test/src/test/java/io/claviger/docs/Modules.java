package io.claviger.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The modules of this repository, by their folders. */
class Modules {
  /**
   * A module.
   *
   * @param artifact its artifact id
   * @param modules the folders of the modules that it needs at compile time
   * @param libraries the artifact ids of the libraries of others that it needs at compile time
   */
  record Module(String artifact, Set<String> modules, Set<String> libraries) {}

  private final Map<String, Module> byFolder = new TreeMap<>();
  private final Map<String, String> folders = new TreeMap<>();
  private final Set<String> published;

  Modules(Repository repository) throws IOException {
    Map<String, Document> poms = new TreeMap<>();
    for (Path file : repository.ending("/pom.xml")) {
      String folder = repository.name(file.getParent());
      if (folder.isEmpty()) {
        continue;
      }
      poms.put(folder, Xml.parse(Files.readString(file)));
      folders.put(child(poms.get(folder).getDocumentElement(), "artifactId"), folder);
    }
    poms.forEach((folder, pom) -> byFolder.put(folder, module(pom)));
    published =
        folders.keySet().stream()
            .filter(Xml.texts(poms.get("bom").getDocumentElement(), "artifactId")::contains)
            .map(folders::get)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private Module module(Document pom) {
    Set<String> modules = new TreeSet<>();
    Set<String> libraries = new TreeSet<>();
    elements(pom.getDocumentElement(), "dependencies")
        .flatMap(list -> elements(list, "dependency"))
        .filter(each -> child(each, "scope").isEmpty() && child(each, "optional").isEmpty())
        .map(each -> child(each, "artifactId"))
        .forEach(
            artifact -> {
              if (folders.containsKey(artifact)) {
                modules.add(folders.get(artifact));
              } else {
                libraries.add(artifact);
              }
            });
    return new Module(child(pom.getDocumentElement(), "artifactId"), modules, libraries);
  }

  /** Returns the folders of the published modules, which are those of the bom, and the bom. */
  Set<String> published() {
    return published;
  }

  boolean has(String folder) {
    return byFolder.containsKey(folder);
  }

  Module in(String folder) {
    return byFolder.get(folder);
  }

  /** Returns these modules with all that they need. */
  Set<String> closure(Set<String> modules) {
    Set<String> all = new TreeSet<>(modules);
    modules.forEach(folder -> all.addAll(closure(in(folder).modules())));
    return all;
  }

  private static String child(Element parent, String tag) {
    return elements(parent, tag).map(each -> each.getTextContent().strip()).findFirst().orElse("");
  }

  private static Stream<Element> elements(Element parent, String tag) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeName().equals(tag))
        .map(Element.class::cast);
  }
}
