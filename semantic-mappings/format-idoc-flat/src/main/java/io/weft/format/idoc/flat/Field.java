package io.weft.format.idoc.flat;

/**
 * A field of a segment.
 *
 * @param offset from 0, in the units of the file: bytes or characters
 * @param length in the same units
 */
record Field(String name, int offset, int length) {
}
