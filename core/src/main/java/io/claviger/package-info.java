/**
 * The entry point {@link io.claviger.Claviger}, and management with {@link io.claviger.ApiKeys}.
 *
 * <p>Names, descriptions and labels are plain text. Plain text has no control characters (no tab,
 * no line feed) and no half of a surrogate pair. New text also keeps these rules:
 *
 * <ul>
 *   <li>It has no format characters, such as marks of direction and zero-width spaces. The two
 *       joiners U+200C and U+200D are allowed, since some languages and emoji need them.
 *   <li>It has no line separators, no private-use code points, and none that are unassigned in the
 *       Unicode version of the running Java.
 *   <li>Descriptions, names of organizations and names of labels contain no text in the form of a
 *       private key: no UUID, and no more than 32 letters and digits in a row that look random.
 *   <li>Values of labels and names of callers contain no {@linkplain io.claviger.model.TokenFormat
 *       token}. A UUID is allowed there, since ids of users and tenants often are UUIDs, so the
 *       private key of a pair is not recognised.
 * </ul>
 *
 * <p>Text that was stored before these rules is read and kept as it is.
 *
 * <p>Stored instants are in the years 1 to 9999 (UTC). A value that breaks one of these rules is
 * refused with {@link io.claviger.model.InvalidValueException}.
 */
@NullMarked
package io.claviger;

import org.jspecify.annotations.NullMarked;
