/** A mapping by templates, beside the same mapping written in Java. */
package io.weft.bench.map;
