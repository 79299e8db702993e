package io.claviger.published;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The POMs of the published modules. */
class PomTest {
  private static final Set<String> PUBLISHED_SCOPES = Set.of("compile", "runtime");

  private final List<PublishedModule> modules = PublishedModule.all();

  @TestFactory
  Stream<DynamicTest> aPublishedPomHasAllThatMavenCentralRequires() {
    return modules.stream()
        .map(PublishedModule::model)
        .map(m -> DynamicTest.dynamicTest(m.getArtifactId(), () -> hasAllThatIsRequired(m)));
  }

  private static void hasAllThatIsRequired(Model model) {
    assertAll(
        () -> assertEquals("io.claviger", model.getGroupId()),
        () -> assertTrue(model.getArtifactId().startsWith("claviger-")),
        () -> assertNotNull(model.getName(), "name"),
        () -> assertNotNull(model.getDescription(), "description"),
        () -> assertEquals("https://claviger.io", model.getUrl()),
        () -> assertEquals("Apache-2.0", model.getLicenses().get(0).getName()),
        () -> assertNotNull(model.getLicenses().get(0).getUrl(), "licence"),
        () -> assertEquals("The Claviger authors", model.getDevelopers().get(0).getName()),
        () -> assertEquals("https://github.com/claviger/claviger", model.getScm().getUrl()),
        () ->
            assertEquals(
                "scm:git:https://github.com/claviger/claviger.git", model.getScm().getConnection()),
        () ->
            assertEquals(
                "scm:git:ssh://git@github.com/claviger/claviger.git",
                model.getScm().getDeveloperConnection()),
        () ->
            assertTrue(
                model.getRepositories().stream().allMatch(r -> r.getId().equals("central"))));
  }

  /** A published POM that depends on an unpublished module cannot be resolved by anybody. */
  @Test
  void publishedModulesDependOnPublishedModules() {
    Set<String> published = artifacts(modules.stream().map(m -> m.model().getArtifactId()));
    modules.stream()
        .flatMap(m -> m.model().getDependencies().stream())
        .filter(d -> d.getGroupId().equals("io.claviger"))
        .filter(d -> PUBLISHED_SCOPES.contains(d.getScope()))
        .forEach(d -> assertTrue(published.contains(d.getArtifactId()), d.getArtifactId()));
  }

  @Test
  void theBomListsEachPublishedJarOnce() {
    Model bom =
        modules.stream()
            .map(PublishedModule::model)
            .filter(m -> m.getArtifactId().equals("claviger-bom"))
            .findFirst()
            .orElseThrow();
    List<Dependency> managed = bom.getDependencyManagement().getDependencies();
    assertEquals(
        new TreeSet<>(PublishedModule.jars().keySet()),
        artifacts(managed.stream().map(Dependency::getArtifactId)));
    managed.forEach(d -> assertEquals(bom.getVersion(), d.getVersion(), d.getArtifactId()));
    assertFalse(managed.isEmpty());
  }

  private static Set<String> artifacts(Stream<String> names) {
    return names.collect(toCollection(TreeSet::new));
  }
}
