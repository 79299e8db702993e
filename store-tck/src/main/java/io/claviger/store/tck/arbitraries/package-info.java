/**
 * jqwik arbitraries for values of the library, to test a host with properties instead of examples.
 * With this module on the path jqwik knows all types of {@link
 * io.claviger.store.tck.arbitraries.ArbitraryValues#types()} by itself:
 *
 * <pre>{@code
 * @Property
 * void aBlockIsShownAndReadBack(@ForAll CidrBlock block) {
 *   assertEquals(block, myForm.read(myForm.show(block)));
 * }
 * }</pre>
 *
 * <p>Where a part of the values is wanted, the classes named {@code Arbitrary...}, one for each
 * theme, have more than their types tell:
 *
 * <pre>{@code
 * @Property
 * void theFirewallAgrees(@ForAll BlockWithAddresses sides) {
 *   assertTrue(myFirewall.admits(sides.block(), sides.inside()));
 *   assertFalse(myFirewall.admits(sides.block(), sides.outside()));
 * }
 *
 * @Property
 * void noTextBreaksTheForm(@ForAll("texts") String text) {
 *   assertDoesNotThrow(() -> myForm.submit(text));
 * }
 *
 * @Provide
 * Arbitrary<String> texts() {
 *   return ArbitraryTexts.hostileTexts();
 * }
 * }</pre>
 *
 * <p>A key as a caller cannot be made up: {@link
 * io.claviger.store.tck.arbitraries.ArbitraryCallers#authenticate} gets one from a real store.
 */
@NullMarked
package io.claviger.store.tck.arbitraries;

import org.jspecify.annotations.NullMarked;
