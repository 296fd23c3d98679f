/** One contract test per extension point; an implementation's own test extends it and says how to make one. */
package io.weft.tck;
