/** Models and data: {@code import, prune, compress, storage, data}. */
package archsim.cli.model;
