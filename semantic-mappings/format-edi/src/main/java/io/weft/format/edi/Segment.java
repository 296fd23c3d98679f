package io.weft.format.edi;

import java.util.List;
import java.util.Map;

/**
 * A segment by the names of its elements: the tag and two digits ({@code NAD02}), from the second component on with its
 * position ({@code NAD02_3}). What is empty is absent.
 *
 * @param tag      for example {@code NAD}
 * @param position in the interchange, from 1
 * @param elements text by name, in the order of the segment
 * @param repeated further repetitions of an element, by the name of the element; each as {@code elements} are
 */
record Segment(String tag, int position, Map<String, String> elements, Map<String, List<Map<String, String>>> repeated) {

    /** The element of that number, from 1; empty if it is not there. */
    String element(int number) {
        return elements.getOrDefault(name(tag, number, 1), "");
    }

    /** Names an element's component, both from 1. */
    static String name(String tag, int element, int component) {
        String name = tag + (element < 10 ? "0" : "") + element;
        return component == 1 ? name : name + "_" + component;
    }
}
