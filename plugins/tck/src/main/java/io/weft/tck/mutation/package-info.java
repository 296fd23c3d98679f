/**
 * Damaged and rewritten messages with what is known of each: {@code DecoderMutationContract} and
 * {@code MappingMutationContract} hold decoders and mappings to it. The README has how a run is chosen and repeated.
 */
package io.weft.tck.mutation;
