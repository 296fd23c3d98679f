/** What temperature did to a lot: mean kinetic temperature and what is left of its stability. */
package io.weft.decision.stability;
