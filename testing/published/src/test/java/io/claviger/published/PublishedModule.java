package io.claviger.published;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelSource;
import org.apache.maven.model.resolution.ModelResolver;

/**
 * A module that is uploaded to Maven Central: one that does not set {@code maven.deploy.skip}.
 *
 * @param model its POM as Maven sees it, with what it inherits
 */
record PublishedModule(Path folder, Model model) {
  static final Path ROOT = Path.of("..", "..");

  static List<PublishedModule> all() {
    return all(ROOT).filter(m -> !skips(m.model)).toList();
  }

  /** The modules with a jar, by artifact. */
  static Map<String, PublishedModule> jars() {
    return all().stream()
        .filter(m -> m.model.getPackaging().equals("jar"))
        .collect(toMap(m -> m.model.getArtifactId(), m -> m));
  }

  Path classes() {
    return folder.resolve(Path.of("target", "classes"));
  }

  private static boolean skips(Model model) {
    return Boolean.parseBoolean(model.getProperties().getProperty("maven.deploy.skip"));
  }

  private static Stream<PublishedModule> all(Path folder) {
    Model model = effective(folder.resolve("pom.xml"));
    return Stream.concat(
        Stream.of(new PublishedModule(folder, model)),
        model.getModules().stream().flatMap(m -> all(folder.resolve(m))));
  }

  private static Model effective(Path pom) {
    Properties system = new Properties();
    system.putAll(System.getProperties());
    var request =
        new DefaultModelBuildingRequest()
            .setPomFile(pom.toFile())
            .setSystemProperties(system)
            .setModelResolver(new LocalRepository());
    try {
      return new DefaultModelBuilderFactory().newInstance().build(request).getEffectiveModel();
    } catch (ModelBuildingException e) {
      throw new IllegalStateException(pom + " is no valid POM", e);
    }
  }

  /** Finds the imported POMs where the build has put them. */
  @SuppressWarnings("deprecation") // the interface itself returns a ModelSource
  private static final class LocalRepository implements ModelResolver {
    private static final Path FOLDER = Path.of(System.getProperty("claviger.maven-repository"));

    @Override
    public ModelSource resolveModel(String groupId, String artifactId, String version) {
      Path pom =
          FOLDER
              .resolve(groupId.replace('.', '/'))
              .resolve(artifactId)
              .resolve(version)
              .resolve(artifactId + "-" + version + ".pom");
      if (!Files.exists(pom)) {
        throw new UncheckedIOException(new IOException(pom + " is missing"));
      }
      return new FileModelSource(pom.toFile());
    }

    @Override
    public ModelSource resolveModel(Parent parent) {
      return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public ModelSource resolveModel(Dependency dependency) {
      return resolveModel(
          dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {}

    @Override
    public void addRepository(Repository repository, boolean replace) {}

    @Override
    public ModelResolver newCopy() {
      return this;
    }
  }
}
