package io.weft.adapter.file;

import java.util.Comparator;
import java.util.List;

/**
 * Which names are picked up, and which first. Names with a dot in front never are: the hub's own stand under such names.
 *
 * @param byTime oldest first, and by name where times are equal; else by name, in the order of UTF-16 code units
 */
record Selection(List<Glob> include, List<Glob> exclude, boolean byTime) {

    boolean admits(String name) {
        return !name.startsWith(".")
                && include.stream().anyMatch(glob -> glob.matches(name))
                && exclude.stream().noneMatch(glob -> glob.matches(name));
    }

    Comparator<Entry> order() {
        Comparator<Entry> byName = Comparator.comparing(Entry::name);
        return byTime ? Comparator.comparing(Entry::modified).thenComparing(byName) : byName;
    }
}
