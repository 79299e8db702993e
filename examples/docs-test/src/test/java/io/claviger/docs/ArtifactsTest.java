package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page that uses a module says which artifact it is, and how to install it. */
class ArtifactsTest {
  private static final String INSTALL = "docs/getting-started.md";
  private static final Pattern COMMAND = Pattern.compile("mvn .* -pl ([a-z,/-]+) -am install");

  private final Repository repository = Repository.open();
  private final Modules modules = new Modules(repository);
  private final PublishedTypes types = new PublishedTypes(repository);

  ArtifactsTest() throws IOException {}

  @Test
  void aPageNamesTheArtifactsThatItsCodeNeeds() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Page page : pages()) {
      Set<String> missing = new TreeSet<>(used(page));
      missing.removeAll(modules.closure(named(page)));
      if (!missing.isEmpty()) {
        problems.add(page.path() + ":1: name io.claviger:claviger-... of " + missing);
      }
    }
    assertEquals("", String.join("\n", problems));
  }

  /** What the command of the first step does not install, has its folder on the page. */
  @Test
  void aPageSaysHowToInstallItsArtifacts() throws IOException {
    List<String> problems = new ArrayList<>();
    Set<String> installed = installed();
    for (Page page : pages()) {
      Set<String> named = used(page).isEmpty() ? Set.of() : named(page);
      if (!named.isEmpty() && commanded(page).isEmpty() && !linksToTheInstallation(page)) {
        problems.add(page.path() + ":1: link to step 1 of " + INSTALL);
      }
      named.stream()
          .filter(folder -> !installed.contains(folder) && !commanded(page).contains(folder))
          .filter(folder -> !contains(page, "`" + folder + "`"))
          .forEach(folder -> problems.add(page.path() + ":1: name the folder `" + folder + "`"));
    }
    assertEquals("", String.join("\n", problems));
  }

  @Test
  void theFirstStepHasEachPublishedArtifact() throws IOException {
    Page page = page(INSTALL);
    for (String folder : modules.published()) {
      String artifact = modules.in(folder).artifact();
      boolean row =
          page.lines().stream()
              .anyMatch(line -> line.contains("`" + artifact + "`") && line.contains(folder));
      assertTrue(row || installed().contains(folder), "name the folder of " + artifact);
    }
  }

  private Set<String> used(Page page) {
    return page.blocks().stream()
        .filter(block -> block.language().equals("java"))
        .flatMap(block -> Import.of(block.code()).stream())
        .flatMap(each -> types.folder(each).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> named(Page page) {
    return modules.published().stream()
        .filter(
            folder -> {
              String artifact = modules.in(folder).artifact();
              return contains(page, "`io.claviger:" + artifact + "`")
                  || contains(page, "<artifactId>" + artifact + "</artifactId>");
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean contains(Page page, String text) {
    return page.lines().stream().anyMatch(line -> line.contains(text));
  }

  private static boolean linksToTheInstallation(Page page) {
    return page.links().stream()
        .anyMatch(link -> link.target().endsWith("getting-started.md#1-install-the-library"));
  }

  /** Returns the folders that the first step installs. */
  private Set<String> installed() throws IOException {
    return commanded(page(INSTALL));
  }

  /** Returns the folders that a command of the page installs. */
  private Set<String> commanded(Page page) {
    return page.lines().stream()
        .map(COMMAND::matcher)
        .filter(Matcher::find)
        .flatMap(command -> Stream.of(command.group(1).split(",", -1)))
        .collect(Collectors.collectingAndThen(Collectors.toSet(), modules::closure));
  }

  /** Returns the pages for users of the artifacts. */
  private List<Page> pages() throws IOException {
    return repository.pages().stream()
        .filter(page -> page.path().matches("(docs/)?[^/]+\\.md"))
        .toList();
  }

  private Page page(String path) throws IOException {
    return pages().stream().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
  }
}
