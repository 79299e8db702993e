package io.claviger.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JsonTest {
  private static final ObjectMapper READER = new ObjectMapper();

  @Property
  void anotherReaderFindsTheSameTexts(@ForAll List<String> texts) throws Exception {
    // Half of a surrogate pair is no text, and cannot be stored either.
    List<String> whole = texts.stream().map(text -> text.replaceAll("\\p{Cs}", "")).toList();
    String json = Json.of(whole);
    assertEquals(1, json.lines().count());
    assertEquals(whole, READER.readValue(json, List.class));
  }

  @Example
  void eachKindOfValueHasItsForm() throws Exception {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("none", Optional.empty());
    fields.put("some", Optional.of(7));
    fields.put("yes", true);
    fields.put("inner", Map.of("a", List.of(1L, "\"")));
    JsonNode read = READER.readTree(Json.of(fields));
    assertEquals(
        READER.readTree(
            "{'none':null,'some':7,'yes':true,'inner':{'a':[1,'\\\"']}}".replace('\'', '"')),
        read);
  }
}
