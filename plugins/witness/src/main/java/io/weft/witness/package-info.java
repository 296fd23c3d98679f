/** A second party's witness: cosigns checkpoints that go on from what it cosigned before, and raises alarms on the rest. */
package io.weft.witness;
