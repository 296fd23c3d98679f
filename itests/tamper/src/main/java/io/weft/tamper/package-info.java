/** {@code weft tamper}: single bits changed where a hub keeps its evidence, and whether its own checks find and name each. */
package io.weft.tamper;
