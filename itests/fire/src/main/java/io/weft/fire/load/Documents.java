package io.weft.fire.load;

/** Makes the documents of a run; the same index gives the same document. */
@FunctionalInterface
public interface Documents {

    Document at(int index);
}
