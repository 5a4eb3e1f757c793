/** Tables of results: the same rows as aligned text and as CSV. */
package archsim.base.table;
