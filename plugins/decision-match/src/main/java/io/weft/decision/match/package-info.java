/** Order, despatch advice and receipt of one business transaction held against each other. */
package io.weft.decision.match;
