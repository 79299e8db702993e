package io.claviger.store.jdbc;

import io.claviger.store.jdbc.databases.TestDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test that runs once on each database that this build tests. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(EachDatabase.Databases.class)
public @interface EachDatabase {
  /** The only databases to test, as far as this build tests them; without any, all. */
  TestDatabase[] only() default {};

  /** The databases to leave out. */
  TestDatabase[] except() default {};

  /** Databases to add that only some tests use. */
  TestDatabase[] also() default {};

  /** The tested databases, without the exceptions. */
  final class Databases implements ArgumentsProvider {
    /** For JUnit. */
    public Databases() {}

    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      EachDatabase chosen =
          AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), EachDatabase.class)
              .orElseThrow();
      Set<TestDatabase> only = Set.of(chosen.only());
      Set<TestDatabase> except = Set.of(chosen.except());
      return Stream.concat(
              TestDatabase.tested()
                  .filter(
                      database ->
                          (only.isEmpty() || only.contains(database))
                              && !except.contains(database)),
              Stream.of(chosen.also()).filter(TestDatabase::isTested))
          .map(Arguments::of);
    }
  }
}
