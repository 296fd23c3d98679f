package io.weft.engine;

import java.util.List;

/**
 * How an example came out.
 *
 * @param name        of the example
 * @param differences each names the field, what was expected there and what came; empty if all is as expected
 */
public record ExampleResult(String name, List<String> differences) {

    public boolean passed() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        return "example '" + name + "'" + (passed() ? " passed" : ": " + String.join("; ", differences));
    }
}
