package io.weft.fire;

/** Takes one line per step, for whoever watches. */
@FunctionalInterface
public interface Progress {

    void step(String what);
}
