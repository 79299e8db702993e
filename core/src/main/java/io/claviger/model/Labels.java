package io.claviger.model;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names and values that an application keeps with a key: at most 50, each name and value 1 to 250
 * code points of plain text. Immutable, ordered by name.
 *
 * <p>Names and values are kept and compared by their code points, without normalization. Two labels
 * that look the same are different if one has a composed and the other a decomposed accent.
 *
 * <p>{@link NewApiKey} and {@link ApiKeyPatch} also refuse labels that contain a private key.
 * Labels that were stored before that rule stay readable.
 */
public record Labels(SortedMap<String, String> values) {
  /** The maximum number of labels of one key. */
  public static final int MAX = 50;

  private static final Labels NONE = new Labels(new TreeMap<>());

  /**
   * Copies the map. Throws {@link InvalidValueException} for a text that breaks its rule, or too
   * many labels.
   */
  public Labels {
    values = NaturalOrder.copyOf(Objects.requireNonNull(values, "values"));
    if (values.size() > MAX) {
      throw InvalidValueException.of(
          "labels", values.size() + " labels", "a key has at most " + MAX + " labels; remove some");
    }
    values.forEach(
        (name, value) -> {
          DisplayText.require(ErrorCode.INVALID_VALUE, "label name", name);
          DisplayText.require(ErrorCode.INVALID_VALUE, "label value", value);
        });
  }

  /** Throws {@link InvalidValueException} unless the labels also satisfy the rules for new text. */
  void requireNew() {
    values.forEach(
        (name, value) -> {
          DisplayText.requireWords(ErrorCode.INVALID_VALUE, "label name", name);
          DisplayText.requireName(ErrorCode.INVALID_VALUE, "label value", value);
        });
  }

  /** Returns no labels. */
  public static Labels none() {
    return NONE;
  }

  /** Returns the labels of a map. */
  public static Labels of(Map<String, String> values) {
    return new Labels(new TreeMap<>(Objects.requireNonNull(values, "values")));
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
