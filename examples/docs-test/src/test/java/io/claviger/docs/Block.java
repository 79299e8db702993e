package io.claviger.docs;

import java.util.List;

/**
 * A fenced block of code.
 *
 * @param page the page, relative to the root of the repository
 * @param line the line of the page on which the code begins, from 1
 * @param language the word after the fence; empty if there is none
 */
record Block(String page, int line, String language, List<String> code) {
  /** Returns the place of a line of the code, from 1, as the first word of a failure. */
  String at(long lineOfCode) {
    return page + ":" + (line + Math.max(lineOfCode, 1) - 1) + ": ";
  }

  String at() {
    return at(1);
  }

  String text() {
    return String.join("\n", code);
  }
}
