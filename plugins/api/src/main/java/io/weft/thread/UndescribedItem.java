package io.weft.thread;

/** An item whose readings are kept while nobody knows what they mean. */
public record UndescribedItem(String instance, String item, long readings) {
}
