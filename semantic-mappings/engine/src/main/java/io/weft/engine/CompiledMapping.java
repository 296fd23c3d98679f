package io.weft.engine;

import io.weft.mapping.MappingRef;

/** A mapping folder ready to run. */
public sealed interface CompiledMapping permits InboundMapping, OutboundFolderMapping {

    MappingManifest manifest();

    MappingFolder folder();

    default MappingRef reference() {
        return manifest().ref();
    }
}
