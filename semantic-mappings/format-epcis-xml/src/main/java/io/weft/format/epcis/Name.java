package io.weft.format.epcis;

/**
 * The name of an element or attribute (Namespaces in XML 1.0).
 *
 * @param namespace empty if it is in none
 * @param prefix    as the sender wrote it; empty if there is none
 */
record Name(String namespace, String prefix, String local) {
}
