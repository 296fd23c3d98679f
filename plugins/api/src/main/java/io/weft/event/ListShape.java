package io.weft.event;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An array.
 *
 * @param element what each element must look like
 * @param least   fewest elements
 * @param unique  whether an element may stand only once
 * @param clause  clause of EPCIS 2.0
 */
record ListShape(Shape element, int least, boolean unique, String clause) implements Shape {

    @Override
    public void check(Object value, Path path, Findings findings) {
        if (!(value instanceof List<?> list)) {
            findings.add(path, value, "must be an array (" + clause + ")");
            return;
        }
        if (list.size() < least) {
            findings.add(path, value, "must have at least one element (" + clause + ")");
        }
        Set<Object> seen = unique ? new HashSet<>() : null;
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            element.check(item, path.element(i), findings);
            if (seen != null && !seen.add(item)) {
                findings.add(path.element(i), item, "must not stand twice in one list (" + clause + ")");
            }
        }
    }
}
