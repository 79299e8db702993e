package io.claviger.atlas.conformance;

import java.util.function.Consumer;

/** Something that is so before the request of a row. */
interface Given {
  /** For the document. */
  String says();

  void prepare(World world);

  static Given of(String says, Consumer<World> preparation) {
    return new Given() {
      @Override
      public String says() {
        return says;
      }

      @Override
      public void prepare(World world) {
        preparation.accept(world);
      }
    };
  }
}
