package io.claviger.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that commands name files, modules, profiles and tests of this repository. */
class Commands {
  private static final Pattern PROFILE =
      Pattern.compile("<profile>\\s*(?:<!--.*?-->\\s*)?<id>([^<]+)</id>", Pattern.DOTALL);

  private final Repository repository;
  private final Set<String> profiles = new TreeSet<>();

  Commands(Repository repository) throws IOException {
    this.repository = repository;
    for (Path pom : repository.ending("pom.xml")) {
      Matcher profile = PROFILE.matcher(Files.readString(pom));
      while (profile.find()) {
        profiles.add(profile.group(1));
      }
    }
  }

  List<String> problems(Block block) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < block.code().size(); i++) {
      String line = block.code().get(i).replaceAll("(^|\\s)#.*", "");
      String[] words = line.strip().split("[\\s;|&()<>\"']+", -1);
      for (int w = 0; w < words.length; w++) {
        String problem = problem(block, w == 0 ? "" : words[w - 1], words[w]);
        if (problem != null) {
          problems.add(block.at(i + 1L) + problem);
        }
      }
    }
    return problems;
  }

  private String problem(Block block, String before, String word) {
    if (before.equals("-pl")) {
      return missing(word, "module", module -> exists(module.replaceAll("^!", "") + "/pom.xml"));
    } else if (before.equals("-P") || word.matches("-P[a-z].*")) {
      return missing(word.replaceFirst("^-P", ""), "profile", profiles::contains);
    } else if (word.startsWith("-Dtest=")) {
      return missing(word.substring("-Dtest=".length()), "test", this::isTest);
    } else if (word.matches("\\./.+") || isPath(word, before.isEmpty())) {
      Path here = repository.root().resolve(block.page()).resolveSibling(word);
      return exists(word) || Files.exists(here) ? null : "there is no file " + word;
    }
    return null;
  }

  private static String missing(String list, String kind, Predicate<String> isThere) {
    for (String name : list.split(",", -1)) {
      if (!isThere.test(name)) {
        return "there is no " + kind + " " + name;
      }
    }
    return null;
  }

  /** Tells whether this is the path of a program, or begins with a folder of the root. */
  private boolean isPath(String word, boolean isProgram) {
    int slash = word.indexOf('/');
    return slash > 0
        && word.matches("[A-Za-z0-9._/-]+")
        && !word.startsWith("-")
        && (isProgram || exists(word.substring(0, slash)));
  }

  private boolean isTest(String pattern) {
    String name = ".*/" + pattern.replaceAll("#.*", "").replace("*", "[^/]*") + "\\.java";
    return repository.files().stream().anyMatch(file -> repository.name(file).matches(name));
  }

  private boolean exists(String path) {
    return Files.exists(repository.root().resolve(path));
  }
}
