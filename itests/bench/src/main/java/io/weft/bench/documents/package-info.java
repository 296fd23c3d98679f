/** Documents over HTTP, each answered after its commit, beside the inserts of the same rows. */
package io.weft.bench.documents;
