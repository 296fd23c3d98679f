/** Size and cost of proofs in a log larger than a hub fills while it is measured. */
package io.weft.bench.proof;
