package io.claviger.atlas.conformance;

import java.util.function.BiConsumer;

/** Something that an answer must be. */
interface Check {
  /** For the document. */
  String says();

  /** Throws an assertion error if it is not. */
  void check(Answer answer, World world);

  static Check of(String says, BiConsumer<Answer, World> assertion) {
    return new Check() {
      @Override
      public String says() {
        return says;
      }

      @Override
      public void check(Answer answer, World world) {
        assertion.accept(answer, world);
      }
    };
  }
}
