package io.weft.event;

/** What a value of the JSON binding must look like. Stateless. */
@FunctionalInterface
interface Shape {

    void check(Object value, Path path, Findings findings);
}
