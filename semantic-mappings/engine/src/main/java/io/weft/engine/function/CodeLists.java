package io.weft.engine.function;

import java.time.LocalDate;

/** The site's code lists: what its codes mean, from when on. */
public interface CodeLists {

    /** What {@link #find} says. */
    sealed interface Found {

        record Value(String value) implements Found {
        }

        record NoEntry() implements Found {
        }

        record NoList() implements Found {
        }
    }

    /** @param at the day, in the source's own zone, on which the code stood for something */
    Found find(String list, String code, LocalDate at);

    /** No list at all. */
    CodeLists NONE = (list, code, at) -> new Found.NoList();

    /** The first of both that has the list. */
    static CodeLists firstOf(CodeLists preferred, CodeLists otherwise) {
        return (list, code, at) -> {
            Found found = preferred.find(list, code, at);
            return found instanceof Found.NoList ? otherwise.find(list, code, at) : found;
        };
    }
}
