package io.claviger.oauth.internal.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FormTest {
  @Property
  void whatAnEncoderWritesIsRead(@ForAll String text) {
    String sound = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertEquals(Optional.of(sound), Form.decode(URLEncoder.encode(sound, StandardCharsets.UTF_8)));
  }

  /** A client that does not encode its id and secret is understood, too. */
  @Property
  void theUsualCharactersOfSecretsStandForThemselves(
      @ForAll
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'A', to = 'Z')
          @CharRange(from = 'a', to = 'z')
          @CharRange(from = '-', to = '.')
          @CharRange(from = '_', to = '_')
          @CharRange(from = '~', to = '~')
          @StringLength(max = 100)
          String text) {
    assertEquals(Optional.of(text), Form.decode(text));
  }

  @Test
  void aValueIsThereOnceAndNotEmpty() {
    Form form = Form.of("a=b%3Dc+d&&e=&f&%67=h");
    assertEquals(Optional.of("b=c d"), form.value("a"));
    assertEquals(Optional.empty(), form.value("e"));
    assertEquals(Optional.empty(), form.value("f"));
    assertEquals(Optional.of("h"), form.value("g"));
    assertEquals(Optional.empty(), form.value("none"));
    assertEquals(Optional.of("b=c"), Form.of("a=b=c").value("a"));
    assertEquals(Optional.empty(), Form.of("").value(""));
  }
}
