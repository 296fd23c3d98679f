package io.weft.model.hash;

import java.util.List;

/** One place in the property order of CBV 2.0, 8.9. */
sealed interface Field {

    String name();

    /** {@code name=value}. */
    record Value(String name, String vocabulary) implements Field {

        Value(String name) {
            this(name, "");
        }
    }

    /** {@code name=time} in UTC. */
    record Time(String name) implements Field {
    }

    /** An array of plain values: the name once, then each as {@code element=value}, sorted. */
    record Values(String name, String element, String vocabulary) implements Field {
    }

    /** An array of plain values: each as {@code name=value}, sorted. */
    record Repeated(String name, String vocabulary) implements Field {
    }

    /** An object: the name, then its fields and extensions. */
    record Nested(String name, List<Field> fields) implements Field {
    }

    /** An array of objects: the name once, then each with the element's own name, sorted. */
    record NestedList(String name, String element, List<Field> fields) implements Field {
    }

    /** An array of objects without a name of its own: each as {@code name} and its fields, sorted. */
    record RepeatedNested(String name, List<Field> fields) implements Field {
    }

    /** An object of nothing but extensions. */
    record Extensions(String name) implements Field {
    }
}
